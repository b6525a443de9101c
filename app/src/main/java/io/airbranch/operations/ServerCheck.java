package io.airbranch.operations;

import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Who answers at the HTTP port: the server, ready or not; nobody; or somebody else. Named in META-INF/services. */
public final class ServerCheck implements Check {
    private static final String ID = "server";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public List<Finding> look(Site site) throws InterruptedException {
        var port = site.setting("server.port");
        if (port.equals("0")
                || !site.settings().getProperty("server.ssl.certificate", "").isEmpty()) {
            return List.of();
        }
        var address = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer =
                    http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
            return List.of(judged(port, answer.statusCode(), answer.body()));
        } catch (ConnectException e) {
            return List.of(Finding.ok(
                    ID, Name.of("端口 " + port + " 空闲：服务没有运行", "Port " + port + " is free: the server is not running")));
        } catch (IOException e) {
            return List.of(someoneElse(port));
        }
    }

    private static Finding judged(String port, int status, String body) {
        if (!body.contains("\"status\"")) {
            return someoneElse(port);
        }
        return status == 200
                ? Finding.ok(
                        ID, Name.of("服务在端口 " + port + " 运行并已就绪", "The server runs on port " + port + " and is ready"))
                : Finding.fail(
                        ID,
                        Name.of("服务在端口 " + port + " 运行，但没有就绪", "The server runs on port " + port + " but is not ready"),
                        Name.of(
                                "数据库不可用，或另一个进程接管了路由；看它的日志，修复后重新启动。",
                                "Its database is away, or another process has taken over routing: its log says which. Mend that"
                                        + " and restart it."));
    }

    private static Finding someoneElse(String port) {
        return Finding.fail(
                ID,
                Name.of("端口 " + port + " 被别的程序占用", "Another program has port " + port),
                Name.of("停掉那个程序，或设置 AIRBRANCH_PORT。", "Stop that program, or set AIRBRANCH_PORT."));
    }
}
