package io.airbranch.shared.crypto;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts single fields with AES-256-GCM (Tink). The context, such as {@code contact:0192…:7}, is bound to the ciphertext: copied to
 * another row or column it does not decrypt.
 */
public final class FieldCipher {
    private final Aead aead;

    FieldCipher(Aead aead) {
        this.aead = aead;
    }

    public byte[] encrypt(String plain, String context) {
        return encrypt(plain.getBytes(StandardCharsets.UTF_8), context);
    }

    public byte[] encrypt(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt for context " + context, e);
        }
    }

    public String decrypt(byte[] cipher, String context) {
        return new String(decryptBytes(cipher, context), StandardCharsets.UTF_8);
    }

    public byte[] decryptBytes(byte[] cipher, String context) {
        try {
            return aead.decrypt(cipher, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot decrypt the field with context " + context
                            + ". Maybe the database and the keys come from different installations",
                    e);
        }
    }
}
