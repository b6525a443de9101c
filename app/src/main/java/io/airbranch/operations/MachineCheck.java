package io.airbranch.operations;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine has what the program needs. Named in META-INF/services. */
public final class MachineCheck implements Check {

    @Override
    public String id() {
        return "machine";
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public List<Finding> look(Site site) throws IOException {
        int sockets = site.settings().getProperty("server.tomcat.max-connections", Integer.class, 8_192);
        return Machine.measured(site.home()).judged(site.home(), sockets);
    }

    /**
     * @param java feature version of the running JVM
     * @param memory megabytes of the machine
     * @param free megabytes that may still be written below the home folder
     * @param files files and sockets that one process may hold open
     */
    record Machine(int java, long memory, long free, long files) {
        private static final int JAVA = 25;
        private static final long LEAST_MEMORY = 2_000;
        private static final long ENOUGH_MEMORY = 3_500;
        private static final long LEAST_FREE = 1_024;
        private static final long ENOUGH_FREE = 5_120;
        /** Beside customers' sockets: the database, files of the program. */
        private static final int OTHER_FILES = 1_000;

        static Machine measured(Path home) throws IOException {
            var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long files = system instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount()
                    : Long.MAX_VALUE;
            var present = home;
            while (present.getParent() != null && !Files.exists(present)) {
                present = present.getParent();
            }
            return new Machine(
                    Runtime.version().feature(),
                    system.getTotalMemorySize() >> 20,
                    Files.getFileStore(present).getUsableSpace() >> 20,
                    files);
        }

        List<Finding> judged(Path home, int sockets) {
            var findings = new ArrayList<Finding>();
            findings.add(
                    java == JAVA
                            ? Finding.ok("machine.java", Name.of("Java " + java, "Java " + java))
                            : Finding.fail(
                                    "machine.java",
                                    Name.of("Java " + java + "，需要 25", "Java " + java + "; 25 is needed"),
                                    Name.of("安装 JDK 25 并设置 JAVA_HOME。", "Install a JDK 25 and set JAVA_HOME.")));
            findings.add(judged(
                    "machine.memory",
                    memory,
                    LEAST_MEMORY,
                    ENOUGH_MEMORY,
                    Name.of("内存 " + memory + " MB", memory + " MB of memory"),
                    Name.of("给机器至少 4 GB 内存。", "Give the machine 4 GB of memory or more.")));
            findings.add(judged(
                    "machine.disk",
                    free,
                    LEAST_FREE,
                    ENOUGH_FREE,
                    Name.of(home + " 剩余 " + free + " MB", free + " MB free for " + home),
                    Name.of(
                            "腾出空间，或把 AIRBRANCH_HOME 移到更大的磁盘。",
                            "Free some space, or move AIRBRANCH_HOME to a larger disk.")));
            findings.add(judged(
                    "machine.files",
                    files,
                    OTHER_FILES * 4L,
                    sockets + OTHER_FILES,
                    Name.of("可同时打开 " + files + " 个文件和连接", files + " files and sockets may be open"),
                    Name.of(
                            "把上限提高到 " + (sockets + OTHER_FILES) + "：systemd 的 LimitNOFILE 或 ulimit -n。",
                            "Raise the limit to " + (sockets + OTHER_FILES)
                                    + ": LimitNOFILE in systemd, or ulimit -n.")));
            return findings;
        }

        private static Finding judged(String id, long found, long least, long enough, Name what, Name remedy) {
            if (found < least) {
                return Finding.fail(id, what, remedy);
            }
            return found < enough ? Finding.warn(id, what, remedy) : Finding.ok(id, what);
        }
    }
}
