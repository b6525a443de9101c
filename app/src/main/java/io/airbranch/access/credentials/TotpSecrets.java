package io.airbranch.access.credentials;

import io.airbranch.shared.crypto.FieldCipher;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Second-factor secrets as they are stored: encrypted, each bound to its operator, in base 64. */
@Component
public class TotpSecrets {
    private final FieldCipher cipher;

    TotpSecrets(FieldCipher cipher) {
        this.cipher = cipher;
    }

    public String encrypt(UUID operator, byte[] secret) {
        return Base64.getEncoder().encodeToString(cipher.encrypt(secret, place(operator)));
    }

    public byte[] decrypt(UUID operator, String stored) {
        return cipher.decryptBytes(Base64.getDecoder().decode(stored), place(operator));
    }

    private static String place(UUID operator) {
        return "access.operator.totp_secret/" + operator;
    }
}
