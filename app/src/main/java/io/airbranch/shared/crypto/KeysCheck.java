package io.airbranch.shared.crypto;

import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Keys are there, usable, and readable by their owner alone. Named in META-INF/services. */
public final class KeysCheck implements Check {
    private static final EnumSet<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    @Override
    public String id() {
        return "keys";
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public List<Finding> look(Site site) throws IOException {
        var folder = Keys.folder(site.settings());
        var missing = Keys.missing(folder);
        if (!missing.isEmpty()) {
            return List.of(
                    missing.size() == 2 && Keys.mayCreate(site.settings())
                            ? Finding.ok(
                                    "keys.present", Name.of("还没有密钥：首次启动时生成", "No keys yet: the first start makes them"))
                            : Finding.fail(
                                    "keys.present",
                                    Name.of("缺少密钥文件 " + missing, "Key files are missing: " + missing),
                                    Name.of(
                                            "从保险柜取回备份放到 " + folder + "；全新安装首次启动时设置 AIRBRANCH_KEYS_CREATE=true。",
                                            "Put the copies from the installation's safe into " + folder
                                                    + "; a new installation starts once with AIRBRANCH_KEYS_CREATE=true.")));
        }
        var findings = new ArrayList<Finding>();
        for (var file : Keys.files(folder)) {
            findings.add(closed(file));
        }
        try {
            var _ = Keys.load(folder, false);
            findings.add(Finding.ok("keys.usable", Name.of("密钥可用", "The keys can be used")));
        } catch (RuntimeException e) {
            findings.add(Finding.fail(
                    "keys.usable",
                    Name.of("密钥无法使用：" + e.getMessage(), "The keys cannot be used: " + e.getMessage()),
                    Name.of("从保险柜取回备份放到 " + folder + "。", "Put the copies from the safe into " + folder + ".")));
        }
        return findings;
    }

    private static Finding closed(Path file) throws IOException {
        var open = Files.getPosixFilePermissions(file);
        open.retainAll(OTHERS);
        return open.isEmpty()
                ? Finding.ok("keys.closed", Name.of(file + " 只有所有者可读", file + " is readable by its owner alone"))
                : Finding.fail(
                        "keys.closed",
                        Name.of(file + " 可被机器上的其他用户访问", file + " is open to other users of the machine"),
                        Name.of(
                                "执行 chmod 600 " + file + "，并考虑更换密钥：别人可能已经读过。",
                                "Run chmod 600 " + file + ", and think of new keys: others may have read it."));
    }
}
