package io.airbranch.customer;

import io.airbranch.shared.crypto.BlindIndex;
import io.airbranch.shared.crypto.FieldCipher;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals what belongs to one customer, bound to that customer's id, and hashes what must be found. */
@Component
class Secrets {
    private final FieldCipher cipher;
    private final BlindIndex index;

    Secrets(FieldCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    byte[] seal(UUID customer, String plain) {
        return cipher.encrypt(plain, context(customer));
    }

    String open(UUID customer, byte[] sealed) {
        return cipher.decrypt(sealed, context(customer));
    }

    byte[] token(Identity normalised) {
        return index.of("customer.identity." + normalised.kind().code(), normalised.value());
    }

    byte[] nameToken(String word) {
        return index.of("customer.name", word);
    }

    private static String context(UUID customer) {
        return "customer:" + customer;
    }
}
