package io.airbranch.access.people;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Operator;
import io.airbranch.access.OperatorChanged;
import io.airbranch.access.credentials.CredentialTable;
import io.airbranch.access.credentials.CredentialTable.Credentials;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.access.credentials.SignInAttempts;
import io.airbranch.access.credentials.Totp;
import io.airbranch.access.credentials.TotpSecrets;
import io.airbranch.access.guard.AfterCommit;
import io.airbranch.access.session.OperatorSessions;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Nothing;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** An operator's own language, password and second factor. */
@Service
class Myself {
    private final OperatorTable table;
    private final CredentialTable credentials;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final TotpSecrets secrets;
    private final OperatorSessions sessions;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Myself(
            OperatorTable table,
            CredentialTable credentials,
            Passwords passwords,
            SignInAttempts attempts,
            TotpSecrets secrets,
            OperatorSessions sessions,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.secrets = secrets;
        this.sessions = sessions;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /** @param secret base 32, for typing; @param uri for the QR code */
    record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    void speak(Operator me, String language) {
        own(() -> {
            table.setLanguage(me.id(), language);
            return true;
        });
        changed(me);
    }

    Outcome<Nothing> changePassword(Operator me, String current, String next, String presentSession) {
        var weak = passwords.weakness(next, me.username());
        if (weak != null) {
            return Outcome.refused(weak);
        }
        return proved(me, current, null)
                .flatMap(right -> passwords.hash(next).map(made -> {
                    own(() -> {
                        credentials.setPassword(me.id(), made, false);
                        return true;
                    });
                    audit(me, "operator.password-change");
                    sessions.endAll(me.id(), presentSession);
                    return Nothing.NOTHING;
                }));
    }

    /** A stolen session must not be a way to try passwords or codes: wrong ones count as failed sign-ins do. */
    private Outcome<Nothing> proved(Operator me, @Nullable String password, @Nullable String code) {
        if (password == null && code == null) {
            return Outcome.refused(Refusal.invalid(
                    "proof.missing", "Give your password, or the code that your authenticator app shows now."));
        }
        var attempt = attempts.begin(me.username());
        if (attempt.tooMany()) {
            return Outcome.refused(Refusal.tooMany(
                    "sign-in.locked",
                    "Too many wrong passwords; locked until " + attempt.lockedUntil(),
                    "until",
                    "" + attempt.lockedUntil()));
        }
        var found = own(() -> credentials.find(me.id()).orElseThrow());
        var right = password == null
                ? Outcome.done(code != null && usesCode(found, code))
                : passwords.matches(password, found.passwordHash());
        return right.onRefused(busy -> attempts.takeBack(me.username())).flatMap(fits -> {
            if (!fits) {
                return Outcome.<Nothing>refused(
                        password == null
                                ? codeWrong()
                                : Refusal.forbidden(
                                        "password.wrong", "The present password is another one. Type it again."));
            }
            attempts.clear(me.username());
            return Outcome.done();
        });
    }

    private boolean usesCode(Credentials found, String code) {
        var secret = found.totpSecret();
        if (secret == null) {
            return false;
        }
        var step = Totp.step(secrets.decrypt(found.id(), secret), code, clock.instant(), found.totpLastStep());
        return step.isPresent() && own(() -> credentials.useStep(found.id(), step.getAsLong()));
    }

    private static Refusal codeWrong() {
        return Refusal.invalid(
                "totp.code-wrong",
                "That is not the code of this moment. Check the time of your phone and type the next one.");
    }

    boolean totp(Operator me) {
        return own(() -> credentials.find(me.id()).orElseThrow()).totpSecret() != null;
    }

    /** Refused while there is a second factor: whoever has only the session must not put his own in its place. */
    Outcome<Enrolment> enrol(Operator me) {
        if (totp(me)) {
            return Outcome.refused(Refusal.conflict(
                    "totp.on-already", "A second factor is set up already. Remove it before you set up another."));
        }
        return Outcome.done(offered(me));
    }

    private Enrolment offered(Operator me) {
        var secret = Totp.newSecret(random);
        own(() -> {
            credentials.offerTotp(me.id(), secrets.encrypt(me.id(), secret));
            return true;
        });
        return new Enrolment(Totp.base32(secret), Totp.uri(secret, me.username()));
    }

    Outcome<Nothing> confirm(Operator me, String code) {
        var pending = own(() -> credentials.find(me.id()).orElseThrow()).totpPending();
        if (pending == null) {
            return Outcome.refused(
                    Refusal.conflict("totp.not-offered", "There is no secret to confirm. Ask for one first."));
        }
        var step = Totp.step(secrets.decrypt(me.id(), pending), code, clock.instant(), 0);
        if (step.isEmpty() || !own(() -> credentials.confirmTotp(me.id(), step.getAsLong()))) {
            return Outcome.refused(codeWrong());
        }
        audit(me, "operator.totp-on");
        changed(me);
        return Outcome.done();
    }

    /** Asks for a fresh proof, the password or a code of this moment: a screen left open is not enough to weaken the sign-in. */
    Outcome<Nothing> removeTotp(Operator me, @Nullable String password, @Nullable String code) {
        return proved(me, password, code).onDone(proved -> {
            own(() -> {
                credentials.removeTotp(me.id());
                return true;
            });
            audit(me, "operator.totp-off");
            changed(me);
        });
    }

    private void changed(Operator me) {
        AfterCommit.run(() -> events.publishEvent(new OperatorChanged(me.id(), true)));
    }

    private void audit(Operator me, String action) {
        trail.record(new AuditTrail.Entry(me.id(), action, "operator", me.id().toString(), me.home(), null, Map.of()));
    }

    /** Everybody reaches his own record, also one who has no grant for the institution he belongs to. */
    private <T> T own(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }
}
