package io.airbranch.access.people;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Grant;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.access.Role;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.access.credentials.SignInAttempts;
import io.airbranch.access.session.OperatorSessions;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Administration of operators and their roles. */
@RestController
@RequestMapping("/api/v1/admin")
class OperatorController {
    private static final int LIMIT = 1_000;

    private final OperatorTable table;
    private final Operators operators;
    private final OperatorAdministration administration;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final OperatorSessions sessions;
    private final AuditTrail trail;
    private final Guard guard;

    OperatorController(
            OperatorTable table,
            Operators operators,
            OperatorAdministration administration,
            Passwords passwords,
            SignInAttempts attempts,
            OperatorSessions sessions,
            AuditTrail trail,
            Guard guard) {
        this.table = table;
        this.operators = operators;
        this.administration = administration;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.trail = trail;
        this.guard = guard;
    }

    record GrantView(String role, InstitutionPath scope) {
        static List<GrantView> of(List<Grant> grants) {
            return grants.stream()
                    .map(grant -> new GrantView(grant.role().code(), grant.scope()))
                    .toList();
        }

        Grant grant() {
            for (var known : Role.values()) {
                if (known.code().equals(role)) {
                    return new Grant(known, scope);
                }
            }
            throw new RefusalException(Refusal.invalid(
                    "role.unknown", "'" + role + "' is no role; GET /admin/roles lists them", "role", role));
        }
    }

    /**
     * @param active false while an administrator keeps the operator locked
     * @param lockedUntil end of a lock-out after failed sign-ins, or null
     * @param sessions how many are open now
     */
    record View(
            UUID id,
            String username,
            Name name,
            InstitutionPath home,
            String language,
            List<GrantView> roles,
            boolean active,
            @Nullable Instant lockedUntil,
            boolean totp,
            @Nullable Instant lastSignIn,
            int sessions,
            long version) {}

    /** @param password null to have one made; it must be changed at the first sign-in either way */
    record Creation(
            String username,
            Name name,
            InstitutionPath home,
            String language,
            List<GrantView> roles,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Creation[" + username + "]";
        }
    }

    /** @param password the one that was made, to be shown once; null where the caller chose it */
    record Created(View operator, @Nullable String password) {}

    record Change(long version, Name name, InstitutionPath home, String language) {}

    record Lock(long version, boolean locked) {}

    record Roles(long version, List<GrantView> roles) {}

    /** @param totp true to remove the second factor as well, for somebody who lost the device */
    record Reset(@Nullable String password, boolean totp) {
        @Override
        public String toString() {
            return "Reset[totp=" + totp + "]";
        }
    }

    record NewPassword(@Nullable String password) {}

    record RoleView(String role, Set<Right> rights) {}

    @GetMapping("/roles")
    List<RoleView> roles() {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        return Arrays.stream(Role.values())
                .map(role -> new RoleView(role.code(), new java.util.TreeSet<>(role.rights())))
                .toList();
    }

    /** @param q part of user name or name */
    @GetMapping("/operators")
    List<View> list(
            Operator by,
            @RequestParam(required = false) @Nullable InstitutionPath institution,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "200") int limit) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        var rows = table
                .search(
                        institution == null ? "" : institution.value(),
                        q.strip().toLowerCase(Locale.ROOT),
                        Math.clamp(limit, 1, LIMIT))
                .stream()
                .filter(row -> by.may(Right.OPERATOR_MANAGE, row.operator().home()))
                .toList();
        var open = sessions.open(rows.stream().map(row -> row.operator().id()).toList());
        return rows.stream()
                .map(row -> view(row, open.getOrDefault(row.operator().id(), 0)))
                .toList();
    }

    @GetMapping("/operators/{id}")
    View one(@PathVariable UUID id) {
        var row = find(id);
        guard.require(Right.OPERATOR_MANAGE, row.operator().home());
        return view(row);
    }

    @PostMapping("/operators")
    @ResponseStatus(HttpStatus.CREATED)
    Created create(@RequestBody Creation body) {
        guard.require(Right.OPERATOR_MANAGE, body.home());
        var grants = body.roles().stream().map(GrantView::grant).toList();
        grants.forEach(grant -> guard.require(Right.OPERATOR_MANAGE, grant.scope()));
        var password = body.password() == null ? passwords.oneTime() : body.password();
        var created = operators
                .create(new Operators.NewOperator(
                        body.username(), body.name(), body.home(), body.language(), grants, password, true))
                .orElseThrow();
        return new Created(view(find(created.id())), body.password() == null ? password : null);
    }

    @PutMapping("/operators/{id}")
    View change(Operator by, @PathVariable UUID id, @RequestBody Change body) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        return view(
                allowed(by, administration.change(by, id, body.version(), body.name(), body.home(), body.language())));
    }

    @PostMapping("/operators/{id}/password")
    NewPassword resetPassword(Operator by, @PathVariable UUID id, @RequestBody Reset body) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        var made = allowed(by, administration.resetPassword(by, id, body.password(), body.totp()));
        return new NewPassword(made.isEmpty() ? null : made);
    }

    /** Removes the second factor and nothing else; a password is reset by {@code /password}. */
    @DeleteMapping("/operators/{id}/totp")
    View removeTotp(Operator by, @PathVariable UUID id) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        return view(allowed(by, administration.removeTotp(by, id)));
    }

    @DeleteMapping("/operators/{id}/sessions")
    View endSessions(Operator by, @PathVariable UUID id) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        return view(allowed(by, administration.endSessions(by, id)));
    }

    @PostMapping("/operators/{id}/lock")
    View lock(Operator by, @PathVariable UUID id, @RequestBody Lock body) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        return view(allowed(by, administration.lock(by, id, body.version(), body.locked())));
    }

    @PutMapping("/operators/{id}/roles")
    View grant(Operator by, @PathVariable UUID id, @RequestBody Roles body) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        var grants = body.roles().stream().map(GrantView::grant).distinct().toList();
        return view(allowed(by, administration.grant(by, id, body.version(), grants)));
    }

    /** Reaching beyond one's part of the tree is a refused right like any other, and audited as such. */
    private <T> T allowed(Operator by, Outcome<T> outcome) {
        return outcome.onRefused(refusal -> {
                    if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                        trail.record(new AuditTrail.Entry(
                                by.id(),
                                "access.refused",
                                "right",
                                Right.OPERATOR_MANAGE.code(),
                                by.home(),
                                null,
                                Map.of("where", String.valueOf(refusal.values().get("institution")))));
                    }
                })
                .orElseThrow();
    }

    private OperatorTable.Row find(UUID id) {
        return table.find(id).orElseThrow(() -> new RefusalException(OperatorRules.unknown(id)));
    }

    private View view(OperatorTable.Row row) {
        var id = row.operator().id();
        return view(row, sessions.open(List.of(id)).getOrDefault(id, 0));
    }

    private View view(OperatorTable.Row row, int open) {
        var it = row.operator();
        return new View(
                it.id(),
                it.username(),
                it.name(),
                it.home(),
                it.language(),
                GrantView.of(it.grants()),
                row.active(),
                attempts.lockedUntil(it.username()).orElse(null),
                row.totp(),
                row.lastSignIn(),
                open,
                row.version());
    }
}
