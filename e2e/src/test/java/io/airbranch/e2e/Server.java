package io.airbranch.e2e;

import io.airbranch.sim.ServerProcess;
import io.airbranch.sim.client.Browser;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.Demo;
import io.airbranch.sim.wire.Loop;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The packaged jar as a process: one for most tests, own ones for those that kill. */
final class Server {
    /** As the launcher starts it. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Dspring.profiles.active=demo");

    static final Loop LOOP = new Loop();
    private static final Map<String, Browser> SESSIONS = new ConcurrentHashMap<>();

    private Server() {}

    private static final class Holder {
        static final ServerProcess SHARED = start();
    }

    static ServerProcess shared() {
        return Holder.SHARED;
    }

    /** A server of one's own; the caller closes it. */
    static ServerProcess start() {
        return start(List.of());
    }

    static ServerProcess start(List<String> settings) {
        var jar = Folders.PROJECT.resolve("app/target/airbranch.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "No " + jar + ". Maybe run ./airbranch build, or let Maven go on to 'package'.");
        }
        var server = ServerProcess.startJar(
                jar, Stream.concat(OPTIONS.stream(), settings.stream()).toList());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    /** A session of one of the demo's people at the shared server, the same for all tests. */
    static Browser session(String username) {
        return SESSIONS.computeIfAbsent(username, name -> {
            var browser = new Browser(Centre.at(shared().url(), LOOP));
            browser.signIn(name, Demo.PASSWORD);
            return browser;
        });
    }
}
