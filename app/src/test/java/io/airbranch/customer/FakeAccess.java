package io.airbranch.customer;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.BusinessHours;
import io.airbranch.access.Calendar;
import io.airbranch.access.Grant;
import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.access.Role;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/** A bank's people and places in memory: rules of guard and scope are the real ones, storing is not what is claimed here. */
public class FakeAccess implements Guard, AuditTrail {
    private static final ScopedValue<Operator> CURRENT = ScopedValue.newInstance();

    private final Map<InstitutionPath, Institution> tree = new ConcurrentHashMap<>();
    private final Map<UUID, Operator> people = new ConcurrentHashMap<>();
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    public FakeAccess() {
        institution("t.", Institution.Kind.GROUP, "Asia/Shanghai");
        institution("t.cn.", Institution.Kind.COUNTRY, "Asia/Shanghai");
        institution("t.cn.bank.", Institution.Kind.ENTITY, "Asia/Shanghai");
        institution("t.hk.", Institution.Kind.COUNTRY, "Asia/Hong_Kong");
        institution("t.hk.bank.", Institution.Kind.ENTITY, "Asia/Hong_Kong");
    }

    private void institution(String path, Institution.Kind kind, String zone) {
        var place = new InstitutionPath(path);
        tree.put(
                place,
                new Institution(place, kind, Name.of(path, path), ZoneId.of(zone), List.of("zh", "en"), null, 1));
    }

    public Operator hire(String username, Role role, String scope) {
        var place = new InstitutionPath(scope);
        var operator = new Operator(
                UUID.randomUUID(), username, Name.of(username, username), place, "zh", List.of(new Grant(role, place)));
        people.put(operator.id(), operator);
        return operator;
    }

    public List<Entry> entries(String action) {
        return entries.stream().filter(e -> e.action().equals(action)).toList();
    }

    @Override
    public Operator current() {
        if (!CURRENT.isBound()) {
            throw new AccessDeniedException("Nobody is signed in");
        }
        return CURRENT.get();
    }

    @Override
    public void require(Right right, InstitutionPath where) {
        if (!current().may(right, where)) {
            throw new AccessDeniedException("No right " + right.code() + " in " + where);
        }
    }

    @Override
    public void requireAnywhere(Right right) {
        if (!current().mayAnywhere(right)) {
            throw new AccessDeniedException("No right " + right.code() + " anywhere");
        }
    }

    @Override
    public <T> T as(Operator operator, Supplier<T> work) {
        return ScopedValue.where(CURRENT, operator).call(() -> Scope.within(operator.scope(), work));
    }

    @Override
    public void record(Entry entry) {
        entries.add(entry);
    }

    public final Institutions institutions = new Institutions() {
        @Override
        public Optional<Institution> find(InstitutionPath path) {
            return Optional.ofNullable(tree.get(path));
        }

        @Override
        public List<Institution> within(InstitutionPath path) {
            return tree.values().stream().filter(i -> path.contains(i.path())).toList();
        }

        @Override
        public BusinessHours hoursOf(InstitutionPath path) {
            return BusinessHours.always(ZoneId.of("Asia/Shanghai"));
        }

        @Override
        public Outcome<Institution> create(NewInstitution institution) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Calendar> createCalendar(NewCalendar calendar) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Institution> useCalendar(InstitutionPath path, @Nullable UUID calendar) {
            throw new UnsupportedOperationException();
        }
    };

    public final Operators operators = new Operators() {
        @Override
        public Optional<Operator> find(UUID id) {
            return Optional.ofNullable(people.get(id));
        }

        @Override
        public Optional<Operator> findByUsername(String username) {
            return people.values().stream()
                    .filter(o -> o.username().equals(username))
                    .findFirst();
        }

        @Override
        public List<Operator> within(InstitutionPath path) {
            return people.values().stream().filter(o -> path.contains(o.home())).toList();
        }

        @Override
        public Outcome<Operator> create(NewOperator operator) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<String> createFirstAdministrator(String username, Institutions.NewInstitution group) {
            throw new UnsupportedOperationException();
        }
    };
}
