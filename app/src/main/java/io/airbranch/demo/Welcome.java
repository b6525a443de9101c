package io.airbranch.demo;

import io.airbranch.shared.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the launcher prints: addresses and sign-ins. */
@Component
@Profile("demo")
class Welcome {
    private final Home home;
    private final int port;

    Welcome(Home home, @Value("${server.port:8080}") int port) {
        this.home = home;
        this.port = port;
    }

    void write() {
        var folder = home.folder("run");
        try {
            var temporary = Files.createTempFile(folder, "welcome", ".tmp");
            Files.writeString(temporary, text());
            Files.move(temporary, folder.resolve("welcome.txt"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the welcome into " + folder, e);
        }
    }

    String text() {
        var text = new StringBuilder();
        text.append("\n示范银行 Demonstration Bank\n\n");
        line(text, "银行网站 Bank's site", "http://localhost:" + port + "/demo/");
        line(text, "工作台   Console", "http://localhost:" + port + "/");
        line(text, "接口文档 API", "http://localhost:" + port + "/api/v1/openapi");
        text.append("\n  所有人的密码 Everybody's password: ").append(Staff.PASSWORD).append("\n\n");
        text.append(String.format("  %-12s %-20s %s%n", "用户名 user", "角色 role", "可以试试 what to try"));
        Staff.all().stream()
                .filter(Staff.Colleague::shown)
                .forEach(c -> text.append(String.format(
                        "  %-12s %-20s %s · %s%n", c.username(), c.role().code(), c.tryZh(), c.tryEn())));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String what, String address) {
        text.append("  ").append(what).append(": ").append(address).append('\n');
    }
}
