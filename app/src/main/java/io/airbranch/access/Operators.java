package io.airbranch.access;

import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody who may sign in, as far as the running scope sees them. */
public interface Operators {

    Optional<Operator> find(UUID id);

    Optional<Operator> findByUsername(String username);

    /** Active operators whose home lies within the path. */
    List<Operator> within(InstitutionPath path);

    /** Those whose user name or name holds the text, locked ones too, by user name. */
    default List<Operator> search(String text, int limit) {
        // A register that cannot be searched finds nobody.
        return List.of();
    }

    /**
     * Asks for no right: for code that runs for nobody (first start, demo bank) within a bound scope. Refused: {@code
     * operator.username-taken}, {@code operator.username-malformed}, {@code institution.unknown}, {@code password.too-weak}. Audited.
     */
    Outcome<Operator> create(NewOperator operator);

    /**
     * @param username 2 to 64 of lower-case letters, digits, dot, dash and underline
     * @param password 8 characters at least; null makes an operator who signs in by an external provider only
     * @param temporary the first sign-in must set another password
     */
    record NewOperator(
            String username,
            Name name,
            InstitutionPath home,
            String language,
            List<Grant> grants,
            @Nullable String password,
            boolean temporary) {

        @Override
        public String toString() {
            return "NewOperator[" + username + "]";
        }
    }

    /**
     * Makes the first administrator of an installation that has no operator yet: the group's institution where it is missing, and an
     * operator with the roles administrator and auditor for all of it. The answer is a one-time password for the installer's eyes; it
     * is stored nowhere in clear and must be changed at the first sign-in. Refused: {@code operator.not-first}.
     */
    Outcome<String> createFirstAdministrator(String username, Institutions.NewInstitution group);
}
