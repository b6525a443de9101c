package io.airbranch.rig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Processor time in seconds; zero where the system does not tell.
 *
 * @param server of this process, callers included
 * @param machine of everybody, also of those who have nothing to do with us
 */
record Cpu(double server, double database, double machine) {
    private static final double TICKS = 100;
    private static final int USER = 13;
    private static final int SYSTEM = 14;

    static Cpu now(JdbcClient client) {
        var pids =
                client.sql("select pid from pg_stat_activity").query(Long.class).list();
        return new Cpu(own(), pids.stream().mapToDouble(Cpu::of).sum(), everybody());
    }

    Cpu since(Cpu before) {
        return new Cpu(server - before.server, database - before.database, machine - before.machine);
    }

    private static double own() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    double others() {
        return Math.max(0, machine - server - database);
    }

    /** First line: user, nice, system, idle, waiting for disks, interrupts, and more that is small. */
    private static double everybody() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = List.of(lines.findFirst().orElse("cpu 0 0 0").split(" +"));
            return fields.subList(1, 4).stream().mapToLong(Long::parseLong).sum() / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }

    private static double of(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name may hold blanks; the fields after it do not.
            var fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
            return (Long.parseLong(fields.get(USER - 2)) + Long.parseLong(fields.get(SYSTEM - 2))) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
