package io.airbranch.casework;

import io.airbranch.shared.crypto.FieldCipher;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals what is written in one case, bound to that case's id. */
@Component
class CaseSecrets {
    private final FieldCipher cipher;

    CaseSecrets(FieldCipher cipher) {
        this.cipher = cipher;
    }

    byte[] seal(UUID caseId, String plain) {
        return cipher.encrypt(plain, "case:" + caseId);
    }

    String open(UUID caseId, byte[] sealed) {
        return cipher.decrypt(sealed, "case:" + caseId);
    }
}
