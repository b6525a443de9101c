package io.airbranch.access.credentials;

import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashing and judging of passwords. Argon2id with 19 MiB, two passes, one lane (the OWASP password storage cheat sheet's first
 * choice); a few at a time, so that a wave of sign-ins waits instead of taking all memory.
 */
@Component
public class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;
    private static final Set<String> COMMON = Set.of(
            "password",
            "password1",
            "passw0rd",
            "12345678",
            "123456789",
            "1234567890",
            "87654321",
            "11111111",
            "00000000",
            "88888888",
            "66666666",
            "qwertyui",
            "qwertyuiop",
            "1qaz2wsx",
            "abcd1234",
            "a1234567",
            "iloveyou",
            "admin123",
            "administrator",
            "5201314520");
    /** Without the letters and digits that are mistaken for one another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int ONE_TIME_LENGTH = 16;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    private final String nobodysHash;

    Passwords() {
        this.nobodysHash = encoded(oneTime());
    }

    /** Refused with {@code sign-in.busy} only. */
    public Outcome<String> hash(String password) {
        return permitted(() -> encoded(password));
    }

    /**
     * False without a hash, after the same time as with one: how long it takes does not tell whether somebody exists. Refused with
     * {@code sign-in.busy} only.
     */
    public Outcome<Boolean> matches(String password, @Nullable String hash) {
        var shortened = password.length() > MAX_LENGTH * 2 ? password.substring(0, MAX_LENGTH * 2) : password;
        return permitted(() -> encoder.matches(shortened, hash == null ? nobodysHash : hash) && hash != null);
    }

    /** Null where the password will do. */
    public @Nullable Refusal weakness(String password, String username) {
        var plain = password.toLowerCase(Locale.ROOT);
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return tooWeak("length", "it must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (plain.contains(username) || username.contains(plain)) {
            return tooWeak("username", "it must not contain the user name");
        }
        if (COMMON.contains(plain) || plain.codePoints().distinct().count() < 4) {
            return tooWeak("common", "it is among the first that anybody tries");
        }
        return null;
    }

    private static Refusal tooWeak(String reason, String why) {
        return Refusal.invalid(
                "password.too-weak", "Choose another password: " + why, "reason", reason, "minLength", MIN_LENGTH);
    }

    /** For eyes that will see it once: {@value #ONE_TIME_LENGTH} characters, 91 bits. */
    public final String oneTime() {
        var text = new StringBuilder();
        for (int i = 0; i < ONE_TIME_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private String encoded(String password) {
        return java.util.Objects.requireNonNull(encoder.encode(password));
    }

    private <T> Outcome<T> permitted(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Outcome.refused(Refusal.unavailable(
                        "sign-in.busy", "Very many people are signing in at the moment. Try again in a few seconds."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused(
                    Refusal.unavailable("sign-in.busy", "The server is going down. Try again in a minute."));
        }
        try {
            return Outcome.done(work.get());
        } finally {
            permits.release();
        }
    }
}
