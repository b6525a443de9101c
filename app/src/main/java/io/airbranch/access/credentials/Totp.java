package io.airbranch.access.credentials;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes (RFC 6238): six digits, 30 seconds, HMAC-SHA1, which is what authenticator apps share. Pure. */
public final class Totp {
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final int SECRET_BYTES = 20;
    /** Steps that a person's clock may be early or late. */
    private static final int SLACK = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    public static byte[] newSecret(SecureRandom random) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /**
     * The time step whose code this is, if it is one of the present step's neighbours and later than the last one used: a code that was
     * seen over a shoulder opens nothing.
     */
    public static OptionalLong step(byte[] secret, String code, Instant now, long lastUsed) {
        long present = now.getEpochSecond() / GENERATOR.getTimeStep().toSeconds();
        for (long step = present - SLACK; step <= present + SLACK; step++) {
            var expected = code(secret, step).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, code.strip().getBytes(StandardCharsets.UTF_8)) && step > lastUsed) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    public static String code(byte[] secret, Instant at) {
        return code(secret, at.getEpochSecond() / GENERATOR.getTimeStep().toSeconds());
    }

    private static String code(byte[] secret, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(secret, GENERATOR.getAlgorithm()),
                    Instant.ofEpochSecond(step * GENERATOR.getTimeStep().toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A TOTP secret of " + secret.length + " bytes is no key", e);
        }
    }

    /** RFC 4648 without padding, as authenticator apps expect a secret that is typed. */
    public static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = (held << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt((held >> (bits - 5)) & 31));
                bits -= 5;
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** What the QR code says (Google Authenticator's key URI format). */
    public static String uri(byte[] secret, String username) {
        return "otpauth://totp/Airbranch:" + URLEncoder.encode(username, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=Airbranch";
    }
}
