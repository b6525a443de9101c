package io.airbranch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.airbranch.operations.MachineCheck.Machine;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Finding.Level;
import io.airbranch.shared.check.Site;
import io.airbranch.testkit.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** What the doctor says about machines and ports. */
class MachineCheckTests {
    private static final Path HOME = Path.of("/srv/airbranch");

    @Test
    void machineWithEnoughOfEverythingIsWell() {
        assertThat(new Machine(25, 8_000, 50_000, 65_536).judged(HOME, 20_000))
                .extracting(Finding::level)
                .containsOnly(Level.OK);
    }

    @Test
    void eachShortageIsNamedWithItsRemedy() {
        assertThat(level(new Machine(21, 8_000, 50_000, 65_536), "machine.java"))
                .isEqualTo(Level.FAIL);
        assertThat(level(new Machine(25, 1_000, 50_000, 65_536), "machine.memory"))
                .isEqualTo(Level.FAIL);
        assertThat(level(new Machine(25, 3_000, 50_000, 65_536), "machine.memory"))
                .isEqualTo(Level.WARN);
        assertThat(level(new Machine(25, 8_000, 500, 65_536), "machine.disk")).isEqualTo(Level.FAIL);
        assertThat(level(new Machine(25, 8_000, 2_000, 65_536), "machine.disk")).isEqualTo(Level.WARN);
        assertThat(level(new Machine(25, 8_000, 50_000, 1_024), "machine.files"))
                .isEqualTo(Level.FAIL);
        assertThat(level(new Machine(25, 8_000, 50_000, 8_192), "machine.files"))
                .isEqualTo(Level.WARN);
        assertThat(find(new Machine(25, 8_000, 50_000, 8_192), "machine.files").remedy())
                .hasToString("Name[zh=把上限提高到 21000：systemd 的 LimitNOFILE 或 ulimit -n。,"
                        + " en=Raise the limit to 21000: LimitNOFILE in systemd, or ulimit -n.]");
    }

    private static Level level(Machine machine, String id) {
        return find(machine, id).level();
    }

    private static Finding find(Machine machine, String id) {
        return machine.judged(HOME, 20_000).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void portTellsWhetherTheServerRunsIsReadyOrSomebodyElseSitsThere() throws Exception {
        assertThat(atPort(200, "{\"status\":\"UP\"}").level()).isEqualTo(Level.OK);
        var notReady = atPort(503, "{\"status\":\"OUT_OF_SERVICE\"}");
        assertThat(notReady.level()).isEqualTo(Level.FAIL);
        assertThat(notReady.what().en()).contains("not ready");
        assertThat(atPort(200, "<html>something else</html>").what().en()).startsWith("Another program has port");
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(look(free)).extracting(Finding::level).containsExactly(Level.OK);
    }

    private static Finding atPort(int status, String body) throws IOException, InterruptedException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            return look(server.getAddress().getPort()).getFirst();
        } finally {
            server.stop(0);
        }
    }

    private static List<Finding> look(int port) throws InterruptedException {
        var settings = new MockEnvironment().withProperty("server.port", String.valueOf(port));
        return new ServerCheck().look(new Site(settings, new TestClock(), null));
    }
}
