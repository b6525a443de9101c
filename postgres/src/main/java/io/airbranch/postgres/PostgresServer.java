package io.airbranch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process: started on a folder of data, or taken over if an earlier owner died and left it
 * running; stopped cleanly by {@link #close()}. One owner per folder at a time, enforced by a lock that dies with its process.
 * Listens on the loopback address only.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String MAJOR_VERSION = "18";

    private final Path folder;
    private final Path programs;
    private final Path data;
    private final int port;
    private final boolean takenOver;
    private final Ownership ownership;
    private boolean closed;

    /**
     * @param folder everything of this server: {@code data/}, {@code log}, {@code owner.lock}
     * @param programs where the server's programs are unpacked, may be shared by many servers
     * @param superuser name of the first role
     * @param password its password, or null to trust every local connection (tests)
     * @param configuration further settings, as in postgresql.conf
     */
    public record Settings(
            Path folder,
            Path programs,
            String superuser,
            @Nullable String password,
            Map<String, String> configuration) {

        /** Durable and modest: nothing acknowledged is lost, idle memory stays small. */
        public static Map<String, String> durable() {
            return Map.of(
                    "fsync", "on",
                    "synchronous_commit", "on",
                    "shared_buffers", "128MB",
                    "max_connections", "100",
                    "max_wal_size", "2GB",
                    "checkpoint_timeout", "15min",
                    "jit", "off",
                    // The default's worker processes cost memory and gain nothing on one small disk.
                    "io_method", "sync");
        }

        /** For tests: as fast as can be, nothing survives a crash of the machine. */
        public static Map<String, String> throwAway() {
            return Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "full_page_writes", "off",
                    "shared_buffers", "128MB",
                    "max_connections", "300",
                    "max_wal_size", "2GB",
                    "checkpoint_timeout", "1h",
                    "autovacuum", "off",
                    "jit", "off",
                    "io_method", "sync");
        }
    }

    private PostgresServer(Path folder, Path programs, int port, boolean takenOver, Ownership ownership) {
        this.folder = folder;
        this.programs = programs;
        this.data = folder.resolve("data");
        this.port = port;
        this.takenOver = takenOver;
        this.ownership = ownership;
    }

    /**
     * @throws AlreadyRunning if another living process owns the folder
     * @throws IllegalStateException if the server cannot be started; the message carries the end of its log
     */
    public static PostgresServer start(Settings settings) {
        try {
            Files.createDirectories(settings.folder());
            var ownership = Ownership.take(settings.folder());
            try {
                return startOwned(settings, ownership);
            } catch (RuntimeException | IOException e) {
                ownership.release();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL in " + settings.folder(), e);
        }
    }

    private static PostgresServer startOwned(Settings settings, Ownership ownership) throws IOException {
        var programs = Binaries.unpackBelow(settings.programs());
        var data = settings.folder().resolve("data");
        var log = settings.folder().resolve("log");

        var running = Postmaster.of(data).filter(Postmaster::isAlive);
        if (running.isPresent()) {
            LOG.info(
                    "Taking over PostgreSQL, pid {}, port {}, left by an earlier process",
                    running.get().pid(),
                    running.get().port());
            return new PostgresServer(settings.folder(), programs, running.get().port(), true, ownership);
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));

        initialise(settings, programs, data);
        var port = freePort();
        var command = new ArrayList<>(List.of(
                programs.resolve("bin/pg_ctl").toString(),
                "-D",
                data.toString(),
                "-l",
                log.toString(),
                "-w",
                "-t",
                "60"));
        command.addAll(List.of("-o", "-p " + port, "start"));
        writeConfiguration(settings, data);
        var started = run(command, settings.folder());
        if (started.status() != 0) {
            throw new IllegalStateException(
                    "PostgreSQL did not start in " + data + ": " + started.output() + tail(log));
        }
        return new PostgresServer(settings.folder(), programs, port, false, ownership);
    }

    private static void initialise(Settings settings, Path programs, Path data) throws IOException {
        var versionFile = data.resolve("PG_VERSION");
        if (Files.exists(versionFile)) {
            var version = Files.readString(versionFile).strip();
            if (!version.equals(MAJOR_VERSION)) {
                throw new IllegalStateException("The data in " + data + " is of PostgreSQL " + version + ", this is "
                        + MAJOR_VERSION + ". Maybe dump it with the old version and restore it into an empty folder");
            }
            return;
        }
        // Beside its final place, so that a start that is killed half way leaves nothing that looks finished.
        var fresh = data.resolveSibling("data.new");
        Binaries.deleteTree(fresh);
        var command = new ArrayList<>(
                List.of(programs.resolve("bin/initdb").toString(), "-D", fresh.toString(), "-U", settings.superuser()));
        command.addAll(List.of("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und"));
        Path passwordFile = null;
        if (settings.password() == null) {
            command.addAll(List.of("--auth=trust", "--no-sync"));
        } else {
            passwordFile = Files.createTempFile(settings.folder(), "first", ".password");
            Files.writeString(passwordFile, settings.password() + "\n");
            command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
        }
        try {
            var done = run(command, settings.folder());
            if (done.status() != 0) {
                throw new IllegalStateException("PostgreSQL's initdb failed for " + fresh + ": " + done.output());
            }
        } finally {
            if (passwordFile != null) {
                Files.deleteIfExists(passwordFile);
            }
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeConfiguration(Settings settings, Path data) throws IOException {
        var lines = new StringBuilder(
                "# Written by Airbranch at every start; settings of your own go into postgresql.conf\n");
        lines.append("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n");
        settings.configuration()
                .forEach((name, value) ->
                        lines.append(name).append(" = '").append(value).append("'\n"));
        Files.writeString(data.resolve("airbranch.conf"), lines);
        var main = data.resolve("postgresql.conf");
        var include = "include_if_exists 'airbranch.conf'";
        var text = Files.readString(main);
        if (!text.contains(include)) {
            // First, so that the site's own lines below win.
            Files.writeString(main, include + "\n" + text);
        }
    }

    public int port() {
        return port;
    }

    /** True if an earlier process started it and died. */
    public boolean takenOver() {
        return takenOver;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Stops the server after its open transactions were rolled back; returns when it is down. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            var stop = List.of(
                    programs.resolve("bin/pg_ctl").toString(),
                    "-D",
                    data.toString(),
                    "-m",
                    "fast",
                    "-w",
                    "-t",
                    "60",
                    "stop");
            var stopped = run(stop, folder);
            if (stopped.status() != 0
                    && Postmaster.of(data).filter(Postmaster::isAlive).isPresent()) {
                LOG.error("PostgreSQL did not stop: {}", stopped.output());
            }
        } catch (IOException e) {
            LOG.error("PostgreSQL did not stop", e);
        } finally {
            ownership.release();
        }
    }

    private record Finished(int status, String output) {}

    private static Finished run(List<String> command, Path folder) throws IOException {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it does.
            whole.addAll(List.of("unshare", "-U", "--"));
        }
        whole.addAll(command);
        var output = Files.createTempFile(folder, "run", ".out");
        try {
            var builder = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            builder.environment().remove("PGDATA");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Finished(1, "no answer within 120 s from " + String.join(" ", command));
            }
            var text = Files.readString(output).strip();
            if (isRoot() && process.exitValue() != 0 && text.contains("unshare")) {
                text += " (PostgreSQL does not run as root, and this machine does not let it be disguised. Maybe run as"
                        + " another user, or set AIRBRANCH_DATABASE_URL to a server of your own)";
            }
            return new Finished(process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /** The running server as its own pid file tells. */
    record Postmaster(long pid, int port) {

        static Optional<Postmaster> of(Path data) throws IOException {
            var file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            // Lines: pid, data folder, start time, port, socket folder, address, shared memory key, status.
            var lines = Files.readAllLines(file);
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip())));
        }

        /** A pid may have been given to another program since, after a restart of the machine. */
        boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
        }
    }

    /** A lock on a file, which the operating system drops when its holder dies, however it dies. */
    private record Ownership(FileChannel channel, FileLock lock) {

        static Ownership take(Path folder) throws IOException {
            var file = folder.resolve("owner.lock");
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                LOG.debug("This very process owns {}", folder, e);
            }
            if (lock == null) {
                var holder = Files.readString(file).strip();
                channel.close();
                var port = Postmaster.of(folder.resolve("data"))
                        .map(Postmaster::port)
                        .orElse(0);
                throw new AlreadyRunning(folder, holder, port);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            channel.force(false);
            return new Ownership(channel, lock);
        }

        void release() {
            try {
                lock.release();
                channel.close();
            } catch (IOException e) {
                LOG.warn("Cannot release the lock on the database folder", e);
            }
        }
    }

    /** Another living process owns the folder. */
    public static final class AlreadyRunning extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private final String pid;
        private final int port;

        AlreadyRunning(Path folder, String pid, int port) {
            super("already running: process " + pid + " uses " + folder + " (database on port " + port
                    + "). Maybe stop it first, or set AIRBRANCH_HOME to another folder");
            this.pid = pid;
            this.port = port;
        }

        public String pid() {
            return pid;
        }

        public int port() {
            return port;
        }
    }
}
