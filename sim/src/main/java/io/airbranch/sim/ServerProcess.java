package io.airbranch.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of our own: the launcher's {@code demo} on a free port and in a folder of its own, as a process that can be killed. */
public final class ServerProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path home;
    private final int port;
    private @Nullable Process process;
    private double startSeconds;

    private ServerProcess(List<String> command, Map<String, String> environment, Path home, int port) {
        this.command = command;
        this.environment = environment;
        this.home = home;
        this.port = port;
    }

    /**
     * A fresh demo by the launcher, started and ready.
     *
     * @param root the project's folder, with the launcher in it
     * @param jvmOptions further options of the server's JVM, separated by blanks
     */
    public static ServerProcess start(Path root, String jvmOptions) {
        return start(
                List.of(root.toAbsolutePath().resolve("airbranch").toString(), "demo"),
                Map.of("JAVA_OPTIONS", jvmOptions));
    }

    /** A fresh demo out of the packaged jar, where the launcher might build first. */
    public static ServerProcess startJar(Path jar, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return start(command, Map.of());
    }

    private static ServerProcess start(List<String> command, Map<String, String> environment) {
        try {
            var server = new ServerProcess(command, environment, Files.createTempDirectory("airbranch-"), freePort());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second server on the folder of this one, on a port of its own; not started. It needs a database that both can reach. */
    public ServerProcess another() {
        try {
            return new ServerProcess(command, environment, home, freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** From the start of the launcher to the first 200 of {@code GET /}. */
    public double startSeconds() {
        return startSeconds;
    }

    /** Starts, or starts again on the same data. */
    public void start() {
        long begin = System.nanoTime();
        launch();
        boolean ready = Await.upTo(START_LIMIT, () -> answers() || !process().isAlive());
        if (!ready || !process().isAlive()) {
            fail("did not get ready");
        }
        startSeconds = (System.nanoTime() - begin) / 1e9;
    }

    /** Starts beside a server that serves, up to the moment where it waits for its turn. */
    public void startStandingBy() {
        launch();
        boolean waits =
                Await.upTo(START_LIMIT, () -> said("Standing by") || !process().isAlive());
        if (!waits || !process().isAlive()) {
            fail("did not come to stand by");
        }
    }

    private void fail(String what) {
        var words = lastWords();
        close();
        throw new IllegalStateException("The server " + what + "; its last words:\n" + words);
    }

    private void launch() {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("AIRBRANCH_HOME", home.toString());
            builder.environment().put("AIRBRANCH_PORT", String.valueOf(port));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return home.resolve("launcher-" + port + ".log");
    }

    private Process process() {
        var p = process;
        if (p == null) {
            throw new IllegalStateException("The server was not started");
        }
        return p;
    }

    /** Whether {@code GET /} is answered with 200. */
    public boolean answers() {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean said(String words) {
        try (var lines = Files.lines(log())) {
            return lines.anyMatch(line -> line.contains(words));
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code kill -STOP} or {@code -CONT} of the JVM: it holds all it has and does nothing, until it wakes up. */
    public void freeze(boolean frozen) {
        var jvm = jvm().orElseThrow();
        try {
            int status = new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", String.valueOf(jvm.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status with which it ended by itself within the time; empty where it still runs. */
    public OptionalInt endedWithin(Duration time) {
        return Await.upTo(time, () -> !process().isAlive())
                ? OptionalInt.of(process().exitValue())
                : OptionalInt.empty();
    }

    /** The end of what the launcher and the server printed. */
    public String lastWords() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** The server's own JVM, whether the launcher became it or started it. */
    public Optional<ProcessHandle> jvm() {
        return all().stream().filter(p -> runs(p, "java")).findFirst();
    }

    /** Launcher, JVM and database. The database has left its parent, but says in its folder which process it is. */
    private List<ProcessHandle> all() {
        var handle = process().toHandle();
        var own = Stream.concat(Stream.of(handle), handle.descendants());
        var database = postmaster().stream().flatMap(p -> Stream.concat(Stream.of(p), p.descendants()));
        return Stream.concat(own, database).distinct().toList();
    }

    private Optional<ProcessHandle> postmaster() {
        try (var files = Files.find(home, 4, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            var file = files.findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(file.get()).getFirst().strip()));
        } catch (IOException | UncheckedIOException | java.util.NoSuchElementException e) {
            // Not started yet, or just going.
            return Optional.empty();
        }
    }

    private static boolean runs(ProcessHandle p, String program) {
        return p.info().command().orElse("").endsWith("/" + program);
    }

    /** {@code kill -9} of the JVM and all its children, the database among them: as if the machine lost power. */
    public void killAll() {
        kill(all());
    }

    /** {@code kill -9} of the JVM and the launcher; the database's processes are left to notice. */
    public void killServer() {
        kill(all().stream().filter(p -> runs(p, "java") || runs(p, "bash")).toList());
    }

    /** {@code kill -9} of the database alone; the server lives on without it until {@link #startDatabase}. */
    public void killDatabase() {
        var database = postmaster().orElseThrow(() -> new IllegalStateException("No database runs in " + home));
        kill(Stream.concat(Stream.of(database), database.descendants()).toList());
    }

    /** Starts the killed database again where the server expects it. */
    public void startDatabase() {
        var data = home.resolve("pg/data");
        try (var programs =
                Files.find(home.resolve("pg-programs"), 4, (file, attributes) -> file.endsWith("bin/pg_ctl"))) {
            // Lines of the file that the killed one left: pid, folder, start, port.
            var port = Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip();
            var start = new ArrayList<String>();
            if ("root".equals(System.getProperty("user.name"))) {
                start.addAll(List.of("unshare", "-U", "--")); // as the server itself starts it
            }
            start.add(programs.findFirst().orElseThrow().toString());
            start.addAll(
                    List.of("-D", data.toString(), "-l", home.resolve("pg/log").toString(), "-w"));
            start.addAll(List.of("-o", "-p " + port, "start"));
            var started = new ProcessBuilder(start)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            if (started.waitFor() != 0) {
                throw new IllegalStateException("The database did not start again:\n" + lastWords());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "the killed processes are gone",
                Duration.ofSeconds(10),
                () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Resident memory of the JVM in MB; 0 where the system does not tell. */
    public double residentMegabytes() {
        return jvm().map(p -> status(p.pid(), "VmRSS") / 1024.0).orElse(0.0);
    }

    private static long status(long pid, String key) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(l -> l.startsWith(key))
                    .map(l -> Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Processor seconds used so far by the JVM. */
    public double cpuSeconds() {
        return jvm().stream().mapToDouble(ServerProcess::cpu).sum();
    }

    /** Processor seconds used so far by the embedded database. */
    public double databaseCpuSeconds() {
        return all().stream()
                .filter(p -> runs(p, "postgres"))
                .mapToDouble(ServerProcess::cpu)
                .sum();
    }

    private static double cpu(ProcessHandle p) {
        return p.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** Stops as Ctrl-C does; what does not go by itself within 20 s is killed. */
    public void stop() {
        var handles = all();
        jvm().ifPresentOrElse(ProcessHandle::destroy, process()::destroy);
        if (!Await.upTo(Duration.ofSeconds(20), () -> handles.stream().noneMatch(ProcessHandle::isAlive))) {
            kill(handles.stream().filter(ProcessHandle::isAlive).toList());
        }
    }

    /** Stops and removes the folder. */
    @Override
    public void close() {
        stop();
        if (!Files.exists(home)) {
            return; // closed before
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Could not remove " + home + ": " + e.getMessage());
        }
    }
}
