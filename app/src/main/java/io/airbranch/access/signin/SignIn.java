package io.airbranch.access.signin;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.credentials.CredentialTable;
import io.airbranch.access.credentials.CredentialTable.Credentials;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.access.credentials.SignInAttempts;
import io.airbranch.access.credentials.SignInAttempts.Attempt;
import io.airbranch.access.credentials.Totp;
import io.airbranch.access.credentials.TotpSecrets;
import io.airbranch.access.tree.InstitutionRoots;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Done;
import io.airbranch.shared.Outcome.Refused;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Judges a password and what may be asked besides. Unknown names take the same way, the same time and the same lock-outs as known
 * ones; each end of the way is audited.
 */
@Service
class SignIn {
    /** Where an entry belongs while there is no institution yet. */
    private static final InstitutionPath NOWHERE = new InstitutionPath("airbranch.");

    private final CredentialTable credentials;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final TotpSecrets secrets;
    private final AuditTrail trail;
    private final InstitutionRoots roots;
    private final Clock clock;

    SignIn(
            CredentialTable credentials,
            Passwords passwords,
            SignInAttempts attempts,
            TotpSecrets secrets,
            AuditTrail trail,
            InstitutionRoots roots,
            Clock clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.secrets = secrets;
        this.trail = trail;
        this.roots = roots;
        this.clock = clock;
    }

    /**
     * @param code of the second factor, where the operator has one
     * @param newPassword in place of a temporary one
     * @param address where the request came from, for the audit trail
     */
    record Proof(
            String username,
            String password,
            @Nullable String code,
            @Nullable String newPassword,
            String address) {

        Proof {
            username = username.strip().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "Proof[from " + address + "]";
        }
    }

    /** The operator's id; refused with a code that begins with {@code sign-in.}, or {@code password.too-weak}. */
    Outcome<UUID> judge(Proof proof) {
        // Who signs in has no scope yet.
        return Scope.within(Scope.system(), () -> {
            var attempt = attempts.begin(proof.username());
            if (attempt.tooMany()) {
                return refused(proof, null, "locked", locked(attempt));
            }
            var found = credentials.findByUsername(proof.username()).orElse(null);
            return switch (passwords.matches(proof.password(), found == null ? null : found.passwordHash())) {
                case Refused<Boolean>(Refusal busy) -> {
                    attempts.takeBack(proof.username());
                    yield Outcome.refused(busy);
                }
                case Done<Boolean>(Boolean right) ->
                    right && found != null
                            ? judgeFurther(proof, found, attempt)
                            : failed(proof, found, attempt, "password", wrong());
            };
        });
    }

    private Outcome<UUID> judgeFurther(Proof proof, Credentials found, Attempt attempt) {
        if (!found.active()) {
            return failed(
                    proof,
                    found,
                    attempt,
                    "disabled",
                    Refusal.forbidden(
                            "sign-in.disabled", "This user is locked by an administrator. Ask him to unlock you."));
        }
        var secret = found.totpSecret();
        var code = proof.code();
        if (secret != null && (code == null || code.isBlank())) {
            return moreNeeded(
                    proof,
                    Refusal.forbidden(
                            "sign-in.code-required", "Type the six digits that your authenticator app shows."));
        }
        var next = proof.newPassword();
        if (found.temporary()) {
            var refusal = next == null || next.isBlank()
                    ? Refusal.forbidden(
                            "sign-in.password-change-required",
                            "This password was for one time. Choose your own.",
                            "minLength",
                            Passwords.MIN_LENGTH)
                    : next.equals(proof.password())
                            ? Refusal.invalid(
                                    "password.too-weak",
                                    "Choose another password than the one for one time",
                                    "reason",
                                    "same")
                            : passwords.weakness(next, found.username());
            if (refusal != null) {
                return moreNeeded(proof, refusal);
            }
        }
        if (secret != null && code != null && !useCode(found, secret, code)) {
            return failed(
                    proof,
                    found,
                    attempt,
                    "code",
                    Refusal.forbidden(
                            "sign-in.code-wrong",
                            "That is not the code of this moment, or it was used already. Wait for the next one."));
        }
        return found.temporary() && next != null
                ? passwords.hash(next).map(hash -> {
                    credentials.setPassword(found.id(), hash, false);
                    return signedIn(proof, found);
                })
                : Outcome.done(signedIn(proof, found));
    }

    private boolean useCode(Credentials found, String secret, String code) {
        var step = Totp.step(secrets.decrypt(found.id(), secret), code, clock.instant(), found.totpLastStep());
        return step.isPresent() && credentials.useStep(found.id(), step.getAsLong());
    }

    private UUID signedIn(Proof proof, Credentials found) {
        attempts.clear(proof.username());
        credentials.signedIn(found.id(), clock.instant());
        audit(found.id(), "sign-in.done", found, Map.of("address", proof.address()));
        return found.id();
    }

    /** Not a failure, and no success that would wipe out earlier failures. */
    private Outcome<UUID> moreNeeded(Proof proof, Refusal refusal) {
        attempts.takeBack(proof.username());
        return Outcome.refused(refusal);
    }

    private Outcome<UUID> failed(
            Proof proof, @Nullable Credentials found, Attempt attempt, String why, Refusal refusal) {
        if (!attempt.last()) {
            return refused(proof, found, why, refusal);
        }
        audit(
                null,
                "sign-in.locked-out",
                found,
                Map.of("address", proof.address(), "until", "" + attempt.lockedUntil()));
        return Outcome.refused(locked(attempt));
    }

    private Outcome<UUID> refused(Proof proof, @Nullable Credentials found, String why, Refusal refusal) {
        audit(null, "sign-in.refused", found, Map.of("address", proof.address(), "why", why));
        return Outcome.refused(refusal);
    }

    private void audit(@Nullable UUID actor, String action, @Nullable Credentials found, Map<String, String> detail) {
        // The typed name of nobody may be a mistyped password: it is not written down.
        trail.record(new AuditTrail.Entry(
                actor,
                action,
                "operator",
                found == null ? "unknown" : found.id().toString(),
                found == null ? roots.first().orElse(NOWHERE) : new InstitutionPath(found.home()),
                null,
                detail));
    }

    private static Refusal wrong() {
        return Refusal.forbidden("sign-in.wrong", "User name or password is wrong. Check both and try again.");
    }

    private static Refusal locked(Attempt attempt) {
        var until = attempt.lockedUntil();
        return Refusal.tooMany(
                "sign-in.locked",
                "Too many failed attempts; this user name is locked until " + until
                        + ". An administrator can unlock it.",
                "until",
                "" + until);
    }
}
