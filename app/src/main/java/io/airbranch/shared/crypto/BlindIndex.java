package io.airbranch.shared.crypto;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Keyed hashes by which encrypted values are found for equality: same kind and normalised value, same 16 bytes. */
public final class BlindIndex {
    private static final int BYTES = 16;

    private final PrfSet prf;

    BlindIndex(PrfSet prf) {
        this.prf = prf;
    }

    /** @param normalised the value in the one form in which it is always looked up */
    public byte[] of(String kind, String normalised) {
        try {
            return prf.computePrimary((kind + '\u0000' + normalised).getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot compute a blind index of kind " + kind, e);
        }
    }
}
