package io.airbranch.access.people;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Grant;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operator;
import io.airbranch.access.OperatorChanged;
import io.airbranch.access.Right;
import io.airbranch.access.credentials.CredentialTable;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.access.credentials.SignInAttempts;
import io.airbranch.access.guard.AfterCommit;
import io.airbranch.access.session.OperatorSessions;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Nothing;
import io.airbranch.shared.db.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an administrator may do to the operators of his part of the tree. Every act is judged by {@link OperatorRules} and audited. */
@Service
class OperatorAdministration {
    private final OperatorTable table;
    private final CredentialTable credentials;
    private final Institutions institutions;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final OperatorSessions sessions;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    OperatorAdministration(
            OperatorTable table,
            CredentialTable credentials,
            Institutions institutions,
            Passwords passwords,
            SignInAttempts attempts,
            OperatorSessions sessions,
            AuditTrail trail,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.credentials = credentials;
        this.institutions = institutions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.trail = trail;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    Outcome<OperatorTable.Row> change(
            Operator by, UUID id, long version, Name name, InstitutionPath home, String language) {
        if (!OperatorRules.LANGUAGES.contains(language)) {
            return Outcome.refused(OperatorRules.languageUnknown(language));
        }
        if (institutions.find(home).isEmpty()) {
            return Outcome.refused(OperatorRules.institutionUnknown(home));
        }
        if (!by.may(Right.OPERATOR_MANAGE, home)) {
            return Outcome.refused(OperatorRules.outOfScope(by, home));
        }
        return act(by, id, row -> {
                    var wanted = new Operator(
                            id,
                            row.operator().username(),
                            name,
                            home,
                            language,
                            row.operator().grants());
                    return table.update(wanted, version)
                            ? Outcome.done()
                            : Outcome.refused(OperatorRules.changedMeanwhile(id, version));
                })
                .map(row -> audited(by, row, "operator.change", Map.of()));
    }

    /** Replaces the grants; judged are those that come and those that go. */
    Outcome<OperatorTable.Row> grant(Operator by, UUID id, long version, List<Grant> wanted) {
        for (var grant : wanted) {
            if (institutions.find(grant.scope()).isEmpty()) {
                return Outcome.refused(OperatorRules.institutionUnknown(grant.scope()));
            }
        }
        var done = new String[1];
        return transact(() -> {
                    table.lockAdministrators();
                    var found = table.find(id);
                    if (found.isEmpty()) {
                        return Outcome.<OperatorTable.Row>refused(OperatorRules.unknown(id));
                    }
                    var whom = found.get().operator();
                    var added = difference(wanted, whom.grants());
                    var removed = difference(whom.grants(), wanted);
                    var refusal = by.may(Right.OPERATOR_MANAGE, whom.home())
                            ? OperatorRules.granting(by, union(added, removed))
                            : OperatorRules.outOfScope(by, whom.home());
                    if (refusal == null) {
                        refusal = OperatorRules.removing(by, whom, removed);
                    }
                    if (refusal != null) {
                        return Outcome.<OperatorTable.Row>refused(refusal);
                    }
                    var orphan = orphan(id, OperatorRules.administered(removed));
                    if (orphan != null && found.get().active()) {
                        return Outcome.<OperatorTable.Row>refused(OperatorRules.lastAdministrator(orphan));
                    }
                    if (!table.touch(id, version)) {
                        return Outcome.<OperatorTable.Row>refused(OperatorRules.changedMeanwhile(id, version));
                    }
                    table.remove(id, removed);
                    table.add(id, added);
                    done[0] = "+[" + StoredOperators.written(List.copyOf(added)) + "] -["
                            + StoredOperators.written(List.copyOf(removed)) + "]";
                    return Outcome.done(table.find(id).orElseThrow());
                })
                .map(row -> audited(by, row, "operator.roles", Map.of("change", done[0])));
    }

    /** Unlocking also ends a lock-out after failed sign-ins. Locking ends all sessions. */
    Outcome<OperatorTable.Row> lock(Operator by, UUID id, long version, boolean locked) {
        var outcome = act(by, id, row -> {
                    table.lockAdministrators();
                    if (locked) {
                        var self = OperatorRules.locking(by, id);
                        if (self != null) {
                            return Outcome.refused(self);
                        }
                        var orphan = orphan(
                                id, OperatorRules.administered(row.operator().grants()));
                        if (orphan != null && row.active()) {
                            return Outcome.refused(OperatorRules.lastAdministrator(orphan));
                        }
                    }
                    return table.setActive(id, !locked, version)
                            ? Outcome.done()
                            : Outcome.refused(OperatorRules.changedMeanwhile(id, version));
                })
                .map(row -> audited(by, row, locked ? "operator.lock" : "operator.unlock", Map.of()));
        return outcome.onDone(row -> {
            if (locked) {
                sessions.endAll(id, null);
            } else {
                attempts.clear(row.operator().username());
            }
        });
    }

    /**
     * @param password null to have one made
     * @return the password that was made, or empty text
     */
    Outcome<String> resetPassword(Operator by, UUID id, @Nullable String password, boolean withTotp) {
        var found = table.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(OperatorRules.unknown(id));
        }
        var set = password == null ? passwords.oneTime() : password;
        var weak = passwords.weakness(set, found.get().operator().username());
        if (weak != null) {
            return Outcome.refused(weak);
        }
        return passwords
                .hash(set)
                .flatMap(hash -> act(by, id, row -> {
                            credentials.setPassword(id, hash, true);
                            if (withTotp) {
                                credentials.removeTotp(id);
                            }
                            return Outcome.done();
                        })
                        .map(row -> {
                            audited(by, row, "operator.password-reset", Map.of("totp", withTotp ? "removed" : "kept"));
                            sessions.endAll(id, null);
                            attempts.clear(row.operator().username());
                            return password == null ? set : "";
                        }));
    }

    /** For somebody who lost the device: the second factor is gone, and so is whoever may have it. */
    Outcome<OperatorTable.Row> removeTotp(Operator by, UUID id) {
        return act(by, id, row -> {
                    credentials.removeTotp(id);
                    return Outcome.done();
                })
                .map(row -> audited(by, row, "operator.totp-reset", Map.of()))
                .onDone(row -> sessions.endAll(id, null));
    }

    /** Signs out everywhere; signing in again is not hindered. */
    Outcome<OperatorTable.Row> endSessions(Operator by, UUID id) {
        return act(by, id, row -> Outcome.done())
                .map(row -> audited(by, row, "operator.sessions-end", Map.of()))
                .onDone(row -> sessions.endAll(id, null));
    }

    private Outcome<OperatorTable.Row> act(Operator by, UUID id, Function<OperatorTable.Row, Outcome<Nothing>> change) {
        return transact(() -> {
            var found = table.find(id);
            if (found.isEmpty()) {
                return Outcome.<OperatorTable.Row>refused(OperatorRules.unknown(id));
            }
            var refusal = OperatorRules.administering(by, found.get().operator());
            if (refusal != null) {
                return Outcome.<OperatorTable.Row>refused(refusal);
            }
            return change.apply(found.get()).map(nothing -> table.find(id).orElseThrow());
        });
    }

    private <T> Outcome<T> transact(Supplier<Outcome<T>> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** A part of the tree that nobody else administers. */
    private @Nullable InstitutionPath orphan(UUID id, List<InstitutionPath> administered) {
        // Whoever administers above sits outside the acting administrator's part of the tree.
        return Scope.within(
                Scope.system(),
                () -> administered.stream()
                        .filter(scope -> !table.otherAdministrator(id, scope))
                        .findFirst()
                        .orElse(null));
    }

    private OperatorTable.Row audited(Operator by, OperatorTable.Row row, String action, Map<String, String> detail) {
        var operator = row.operator();
        trail.record(new AuditTrail.Entry(
                by.id(), action, "operator", operator.id().toString(), operator.home(), null, detail));
        AfterCommit.run(() -> events.publishEvent(new OperatorChanged(operator.id(), row.active())));
        return row;
    }

    private static Set<Grant> difference(List<Grant> from, List<Grant> without) {
        var rest = new HashSet<>(from);
        without.forEach(rest::remove);
        return rest;
    }

    private static Set<Grant> union(Set<Grant> one, Set<Grant> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
