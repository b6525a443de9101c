package io.airbranch.casework;

import io.airbranch.shared.crypto.BlindIndex;
import io.airbranch.shared.crypto.FieldCipher;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals what is written in one case, bound to that case's id, and hashes the words by which its title is found. */
@Component
class CaseSecrets {
    private final FieldCipher cipher;
    private final BlindIndex index;

    CaseSecrets(FieldCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    byte[] seal(UUID caseId, String plain) {
        return cipher.encrypt(plain, "case:" + caseId);
    }

    String open(UUID caseId, byte[] sealed) {
        return cipher.decrypt(sealed, "case:" + caseId);
    }

    byte[][] tokens(Set<String> words) {
        return words.stream().map(word -> index.of("case.title", word)).toArray(byte[][]::new);
    }
}
