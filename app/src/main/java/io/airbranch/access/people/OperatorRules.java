package io.airbranch.access.people;

import io.airbranch.access.Grant;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.access.Role;
import io.airbranch.shared.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may administer whom. Each rule answers with the refusal, or null where nothing is against it. */
final class OperatorRules {
    static final Set<String> LANGUAGES = Set.of("zh", "en");

    private OperatorRules() {}

    /**
     * Whoever administers an operator must administer everything that operator can reach: otherwise a branch's administrator could set
     * the password of a group's administrator who happens to sit in his branch.
     */
    static @Nullable Refusal administering(Operator by, Operator whom) {
        if (!by.may(Right.OPERATOR_MANAGE, whom.home())) {
            return outOfScope(by, whom.home());
        }
        for (var grant : whom.grants()) {
            if (!by.may(Right.OPERATOR_MANAGE, grant.scope())) {
                return outOfScope(by, grant.scope());
            }
        }
        return null;
    }

    /** Roles are given and taken by those who administer the roles' part of the tree. */
    static @Nullable Refusal granting(Operator by, Collection<Grant> changed) {
        return changed.stream()
                .filter(grant -> !by.may(Right.OPERATOR_MANAGE, grant.scope()))
                .findFirst()
                .map(grant -> outOfScope(by, grant.scope()))
                .orElse(null);
    }

    static @Nullable Refusal removing(Operator by, Operator whom, Collection<Grant> removed) {
        return by.id().equals(whom.id()) && removed.stream().anyMatch(grant -> grant.role() == Role.ADMINISTRATOR)
                ? self("Nobody takes the administrator's role from himself; let another administrator do it")
                : null;
    }

    static @Nullable Refusal locking(Operator by, UUID whom) {
        return by.id().equals(whom) ? self("Nobody locks himself out; let another administrator do it") : null;
    }

    static List<InstitutionPath> administered(Collection<Grant> grants) {
        return grants.stream()
                .filter(grant -> grant.role() == Role.ADMINISTRATOR)
                .map(Grant::scope)
                .toList();
    }

    private static Refusal self(String message) {
        return Refusal.conflict("operator.self", message);
    }

    static Refusal lastAdministrator(InstitutionPath scope) {
        return Refusal.conflict(
                "operator.last-administrator",
                "'" + scope + "' would be left without an administrator. Appoint another one first.",
                "scope",
                scope);
    }

    static Refusal outOfScope(Operator by, InstitutionPath where) {
        return Refusal.forbidden(
                "operator.out-of-scope",
                "'" + by.username() + "' does not administer operators of '" + where + "'",
                "institution",
                where);
    }

    static Refusal unknown(UUID id) {
        return Refusal.notFound(
                "operator.unknown", "There is no operator " + id + " in your part of the tree", "operator", id);
    }

    static Refusal changedMeanwhile(UUID id, long version) {
        return Refusal.conflict(
                "operator.changed-meanwhile",
                "Somebody has changed operator " + id + " since version " + version
                        + ". Load him again, then change him.",
                "version",
                version);
    }

    static Refusal institutionUnknown(InstitutionPath path) {
        return Refusal.notFound(
                "institution.unknown", "There is no institution '" + path + "' in your part of the tree", "path", path);
    }

    static Refusal languageUnknown(String language) {
        return Refusal.invalid(
                "operator.language-unknown", "'" + language + "' is neither zh nor en", "language", language);
    }
}
