package io.airbranch.access;

import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.access.Operators.NewOperator;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A group of its own for each test class: {@code g1.} with a bank, an outlet below, and a card company beside. */
final class TestBank {
    static final String PASSWORD = "correct horse 7";
    private static final AtomicInteger COUNT = new AtomicInteger();

    final InstitutionPath group;
    final InstitutionPath bank;
    final InstitutionPath outlet;
    final InstitutionPath cards;

    private final Institutions institutions;
    private final Operators operators;

    TestBank(Institutions institutions, Operators operators) {
        this.institutions = institutions;
        this.operators = operators;
        group = create(new InstitutionPath("access" + COUNT.incrementAndGet() + "."), Institution.Kind.GROUP);
        bank = create(group.child("bank"), Institution.Kind.ENTITY);
        outlet = create(bank.child("o1"), Institution.Kind.OUTLET);
        cards = create(group.child("cards"), Institution.Kind.ENTITY);
    }

    private InstitutionPath create(InstitutionPath path, Institution.Kind kind) {
        var wanted = new NewInstitution(
                path,
                kind,
                Name.of("机构" + path, "Institution " + path),
                ZoneId.of("Asia/Shanghai"),
                List.of("zh", "en"),
                null);
        return Scope.within(Scope.system(), () -> institutions.create(wanted).orElseThrow())
                .path();
    }

    Operator operator(InstitutionPath home, Grant... grants) {
        return operator("u-" + UUID.randomUUID(), home, grants);
    }

    Operator operator(String username, InstitutionPath home, Grant... grants) {
        var wanted =
                new NewOperator(username, Name.of("张三", "Zhang San"), home, "zh", List.of(grants), PASSWORD, false);
        return Scope.within(Scope.system(), () -> operators.create(wanted).orElseThrow());
    }

    Operator administrator(InstitutionPath where) {
        return operator(where, new Grant(Role.ADMINISTRATOR, where));
    }

    /** As they are now. */
    Operator reload(Operator operator) {
        return Scope.within(
                Scope.system(),
                () -> operators.findByUsername(operator.username()).orElseThrow());
    }
}
