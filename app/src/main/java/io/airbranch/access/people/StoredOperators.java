package io.airbranch.access.people;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Grant;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Role;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.access.guard.CurrentOperator;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The operators in the database, and how new ones come to be. */
@Service
class StoredOperators implements Operators {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9._-]{2,64}");

    private final OperatorTable table;
    private final OperatorCache cache;
    private final Institutions institutions;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final CurrentOperator currentOperator;
    private final TransactionTemplate transaction;
    private final Ids ids;

    StoredOperators(
            OperatorTable table,
            OperatorCache cache,
            Institutions institutions,
            Passwords passwords,
            AuditTrail trail,
            CurrentOperator currentOperator,
            PlatformTransactionManager transactions,
            Ids ids) {
        this.table = table;
        this.cache = cache;
        this.institutions = institutions;
        this.passwords = passwords;
        this.trail = trail;
        this.currentOperator = currentOperator;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
    }

    @Override
    public Optional<Operator> find(UUID id) {
        var scope = Scope.current();
        return cache.find(id).filter(operator -> scope.sees(operator.home().value()));
    }

    @Override
    public Optional<Operator> findByUsername(String username) {
        return table.findByUsername(username.strip().toLowerCase(Locale.ROOT)).map(OperatorTable.Row::operator);
    }

    @Override
    public List<Operator> within(InstitutionPath path) {
        return table.within(path).stream().map(OperatorTable.Row::operator).toList();
    }

    @Override
    public List<Operator> search(String text, int limit) {
        return table.search("", text.strip().toLowerCase(Locale.ROOT), limit).stream()
                .map(OperatorTable.Row::operator)
                .toList();
    }

    @Override
    public Outcome<Operator> create(NewOperator wanted) {
        var username = wanted.username().strip().toLowerCase(Locale.ROOT);
        var refusal = refusal(wanted, username);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        // Hashed before the transaction begins: it takes long, and connections are few.
        var password = wanted.password();
        if (password == null) {
            return insert(wanted, username, null);
        }
        return passwords.hash(password).flatMap(hash -> insert(wanted, username, hash));
    }

    private @Nullable Refusal refusal(NewOperator wanted, String username) {
        if (!USERNAME.matcher(username).matches()) {
            return Refusal.invalid(
                    "operator.username-malformed",
                    "'" + username + "' is no user name: 2 to 64 of a-z, 0-9, dot, dash, underline",
                    "username",
                    username);
        }
        if (!OperatorRules.LANGUAGES.contains(wanted.language())) {
            return OperatorRules.languageUnknown(wanted.language());
        }
        if (institutions.find(wanted.home()).isEmpty()) {
            return OperatorRules.institutionUnknown(wanted.home());
        }
        for (var grant : wanted.grants()) {
            if (institutions.find(grant.scope()).isEmpty()) {
                return OperatorRules.institutionUnknown(grant.scope());
            }
        }
        var password = wanted.password();
        return password == null ? null : passwords.weakness(password, username);
    }

    private Outcome<Operator> insert(NewOperator wanted, String username, @Nullable String hash) {
        var operator = new Operator(
                ids.next(),
                username,
                wanted.name(),
                wanted.home(),
                wanted.language(),
                wanted.grants().stream().distinct().toList());
        boolean inserted = Objects.requireNonNull(transaction.execute(status -> {
            if (!table.insert(operator, hash, wanted.temporary())) {
                return false;
            }
            table.add(operator.id(), operator.grants());
            return true;
        }));
        if (!inserted) {
            return Outcome.refused(Refusal.conflict(
                    "operator.username-taken",
                    "Somebody is called '" + username + "' already. Choose another user name.",
                    "username",
                    username));
        }
        trail.record(new AuditTrail.Entry(
                currentOperator.idOrNull(),
                "operator.create",
                "operator",
                operator.id().toString(),
                operator.home(),
                null,
                Map.of("username", username, "grants", written(operator.grants()))));
        return Outcome.done(operator);
    }

    static String written(List<Grant> grants) {
        return grants.stream()
                .map(grant -> grant.role().code() + "@" + grant.scope())
                .collect(Collectors.joining(" "));
    }

    @Override
    public Outcome<String> createFirstAdministrator(String username, NewInstitution group) {
        // There is nobody yet on whose behalf this could run.
        return Scope.within(Scope.system(), () -> {
            if (table.any()) {
                return Outcome.refused(Refusal.conflict(
                        "operator.not-first",
                        "There are operators already; let one of them create '" + username + "'",
                        "username",
                        username));
            }
            var institution = institutions.find(group.path()).isPresent()
                    ? Outcome.done(group.path())
                    : institutions.create(group).map(created -> created.path());
            var password = passwords.oneTime();
            return institution
                    .flatMap(path -> create(new NewOperator(
                            username,
                            Name.of("系统管理员", "Administrator"),
                            path,
                            "zh",
                            List.of(new Grant(Role.ADMINISTRATOR, path), new Grant(Role.AUDITOR, path)),
                            password,
                            true)))
                    .map(created -> password);
        });
    }
}
