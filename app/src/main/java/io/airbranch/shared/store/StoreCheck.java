package io.airbranch.shared.store;

import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The folder of stored objects can be written and has room. Named in META-INF/services. */
public final class StoreCheck implements Check {
    private static final String ID = "store.folder";
    private static final long ENOUGH_MB = 1_024;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public List<Finding> look(Site site) throws IOException {
        var folder = StoreConfiguration.folder(site.settings());
        if (!Files.exists(folder)) {
            return List.of(Finding.ok(
                    ID, Name.of(folder + " 尚未建立：收到第一个附件时建立", folder + " is made with the first attachment")));
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return List.of(Finding.fail(
                    ID,
                    Name.of("附件目录 " + folder + " 不可写", "The folder of attachments " + folder + " cannot be written"),
                    Name.of(
                            "把它交给运行 Airbranch 的用户，或改 AIRBRANCH_STORE_FOLDER。",
                            "Give it to the user that runs Airbranch, or change AIRBRANCH_STORE_FOLDER.")));
        }
        long free = Files.getFileStore(folder).getUsableSpace() >> 20;
        return List.of(
                free >= ENOUGH_MB
                        ? Finding.ok(
                                ID,
                                Name.of(
                                        "附件目录 " + folder + " 可写，剩余 " + free + " MB",
                                        "The folder of attachments " + folder + " can be written, " + free
                                                + " MB free"))
                        : Finding.warn(
                                ID,
                                Name.of(
                                        "附件目录 " + folder + " 只剩 " + free + " MB",
                                        "The folder of attachments " + folder + " has only " + free + " MB left"),
                                Name.of("腾出空间或换到更大的磁盘。", "Free some space, or move it to a larger disk.")));
    }
}
