package io.airbranch.shared.crypto;

import io.airbranch.shared.check.StartRefusedException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Shows at every start that the keys are those which the database was written with. With other keys, what is stored cannot be read, and
 * what would be written could not be read by the right ones: the start is refused.
 */
@Component
class KeyProof implements InitializingBean {
    private static final String KNOWN = "airbranch";
    private static final String CONTEXT = "key-proof";
    private static final String FIND = "select sealed, indexed from shared.key_proof";
    private static final String KEEP = """
            insert into shared.key_proof (sealed, indexed, made_at) values (:sealed, :indexed, :at) on conflict do nothing
            """;

    private final JdbcClient db;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Clock clock;

    KeyProof(JdbcClient db, FieldCipher cipher, BlindIndex index, Clock clock) {
        this.db = db;
        this.cipher = cipher;
        this.index = index;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        db.sql(KEEP)
                .param("sealed", cipher.encrypt(KNOWN, CONTEXT))
                .param("indexed", index.of(CONTEXT, KNOWN))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (!fits(db, cipher, index).orElse(false)) {
            throw new StartRefusedException(List.of(
                    "The keys are not those which this database was written with. Put the key files that belong to it into"
                            + " airbranch.keys.folder (keys in AIRBRANCH_HOME), from the installation's safe; or let"
                            + " AIRBRANCH_DATABASE_URL name the database that belongs to these keys."));
        }
    }

    /** Empty for a database that no keys were used with yet. */
    static Optional<Boolean> fits(JdbcClient db, FieldCipher cipher, BlindIndex index) {
        return db.sql(FIND)
                .query((row, n) -> opens(cipher, row.getBytes("sealed"))
                        && Arrays.equals(row.getBytes("indexed"), index.of(CONTEXT, KNOWN)))
                .optional();
    }

    private static boolean opens(FieldCipher cipher, byte[] sealed) {
        try {
            return cipher.decrypt(sealed, CONTEXT).equals(KNOWN);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
