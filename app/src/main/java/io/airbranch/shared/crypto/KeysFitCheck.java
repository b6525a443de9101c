package io.airbranch.shared.crypto;

import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.util.List;

/** The keys are those of this database. Named in META-INF/services. */
public final class KeysFitCheck implements Check {
    private static final String ID = "keys.fit";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> look(Site site) {
        var folder = Keys.folder(site.settings());
        if (!Keys.missing(folder).isEmpty()) {
            // Said already.
            return List.of();
        }
        var keys = Keys.load(folder, false);
        return List.of(KeyProof.fits(site.db(), keys.fieldCipher(), keys.blindIndex())
                .map(fits -> fits
                        ? Finding.ok(ID, Name.of("密钥与数据库相符", "The keys are those of this database"))
                        : Finding.fail(
                                ID,
                                Name.of(
                                        "密钥不是写入这个数据库时所用的",
                                        "The keys are not those which this database was written with"),
                                Name.of(
                                        "把属于这个数据库的密钥放到 " + folder + "，或改正 AIRBRANCH_DATABASE_URL。",
                                        "Put the keys that belong to it into " + folder
                                                + ", or correct AIRBRANCH_DATABASE_URL.")))
                .orElseGet(() -> Finding.ok(ID, Name.of("数据库还没有用过密钥", "No keys were used with this database yet"))));
    }
}
