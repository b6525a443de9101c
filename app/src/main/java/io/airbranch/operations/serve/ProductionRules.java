package io.airbranch.operations.serve;

import static io.airbranch.operations.serve.SecretFiles.variable;

import io.airbranch.shared.Name;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.crypto.Keys;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What must be set before customers may be served. Looks at settings only, so that it can be asked before anything is started. */
public final class ProductionRules {
    private static final int SHORTEST_SECRET = 12;
    /** What documents, examples and tests of this and other programs use. */
    private static final Set<String> PUBLIC_SECRETS = Set.of(
            "airbranch",
            "airbranch-demo",
            "airbranch_app",
            "airbranch_owner",
            "postgres",
            "password",
            "passw0rd",
            "secret",
            "change-me",
            "changeme",
            "change-me-please",
            "admin",
            "test",
            "example",
            "...");

    private final Environment settings;
    private final List<Finding> findings = new ArrayList<>();

    private ProductionRules(Environment settings) {
        this.settings = settings;
    }

    public static List<Finding> look(Environment settings) {
        var rules = new ProductionRules(settings);
        rules.profile();
        rules.database();
        rules.keys();
        rules.address();
        rules.provider();
        return rules.findings;
    }

    private String text(String setting) {
        return settings.getProperty(setting, "").strip();
    }

    private void profile() {
        if (settings.acceptsProfiles(Profiles.of("demo"))) {
            fail(
                    "configuration.demo",
                    Name.of("同时启用了演示环境 demo。", "The profile demo is on as well."),
                    Name.of(
                            "从 SPRING_PROFILES_ACTIVE 中去掉 demo：演示账号的密码是公开的。",
                            "Take demo out of SPRING_PROFILES_ACTIVE: its passwords are public."));
        }
    }

    private void database() {
        var url = text("airbranch.database.url");
        if (url.isEmpty()) {
            fail(
                    "configuration.database",
                    Name.of("没有设置 AIRBRANCH_DATABASE_URL。", "AIRBRANCH_DATABASE_URL is not set."),
                    Name.of(
                            "设为本行 PostgreSQL 18 的地址，如 jdbc:postgresql://db.example:5432/airbranch。",
                            "Set it to your PostgreSQL 18, such as jdbc:postgresql://db.example:5432/airbranch."));
        } else if (!url.startsWith("jdbc:postgresql:")) {
            fail(
                    "configuration.database",
                    Name.of(
                            "AIRBRANCH_DATABASE_URL 是“" + scheme(url) + "…”。",
                            "AIRBRANCH_DATABASE_URL is '" + scheme(url) + "…'."),
                    Name.of("须以 jdbc:postgresql: 开头。", "Let it begin with jdbc:postgresql:."));
        } else {
            ok("configuration.database", Name.of("数据库地址已设置", "The database's address is set"));
        }
        secret("airbranch.database.password", text("airbranch.database.username"));
        secret("airbranch.database.owner-password", text("airbranch.database.owner-username"));
    }

    private static String scheme(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon + 1);
    }

    private void secret(String setting, String user) {
        var value = text(setting);
        var variable = variable(setting);
        var set = Name.of(
                "设置 " + variable + "，或用 " + variable + "_FILE 指向保存它的文件。",
                "Set " + variable + ", or let " + variable + "_FILE name a file that holds it.");
        if (value.isEmpty()) {
            fail("configuration.secrets", Name.of("没有设置 " + variable + "。", variable + " is not set."), set);
        } else if (PUBLIC_SECRETS.contains(value.toLowerCase(Locale.ROOT)) || value.equalsIgnoreCase(user)) {
            fail(
                    "configuration.secrets",
                    Name.of(variable + " 是人人都会先试的密码。", variable + " is a password that everybody tries first."),
                    Name.of("在数据库中换一个密码，再" + set.zh(), "Give the role another one in the database, then set it here."));
        } else if (value.length() < SHORTEST_SECRET) {
            fail(
                    "configuration.secrets",
                    Name.of(
                            variable + " 只有 " + value.length() + " 个字符。",
                            variable + " has " + value.length() + " characters only."),
                    Name.of(
                            "换成至少 " + SHORTEST_SECRET + " 个字符的密码。",
                            "Take one of " + SHORTEST_SECRET + " characters or more."));
        } else {
            ok("configuration.secrets", Name.of(variable + " 已设置", variable + " is set"));
        }
    }

    private void keys() {
        var folder = Keys.folder(settings);
        var missing = Keys.missing(folder);
        if (missing.isEmpty()) {
            ok("configuration.keys", Name.of("密钥在 " + folder, "The keys are in " + folder));
        } else if (Keys.mayCreate(settings)) {
            ok("configuration.keys", Name.of("密钥将在 " + folder + " 生成", "Keys are to be made in " + folder));
        } else {
            var names = missing.stream().map(Path::toString).collect(Collectors.joining(", "));
            fail(
                    "configuration.keys",
                    Name.of("缺少密钥文件 " + names + "。", "The key files " + names + " are missing."),
                    Name.of(
                            "从保险柜取回备份；全新安装首次启动时设置 AIRBRANCH_KEYS_CREATE=true，随后把 " + folder + " 备份进保险柜。",
                            "Put the copies from the installation's safe there; a new installation starts once with"
                                    + " AIRBRANCH_KEYS_CREATE=true, and " + folder
                                    + " is copied into the safe afterwards."));
        }
    }

    private void address() {
        var url = text("airbranch.url");
        if (!https(url)) {
            fail(
                    "configuration.url",
                    Name.of(
                            "AIRBRANCH_URL 是“" + url + "”，不是 https 地址。",
                            "AIRBRANCH_URL is '" + url + "', which is no https address."),
                    Name.of(
                            "设为工作台对外的地址，如 https://desk.bank.example，末尾不带斜杠。",
                            "Set it to where the console is found from outside, such as https://desk.bank.example,"
                                    + " without a slash at the end."));
        } else if (url.endsWith("/")) {
            fail(
                    "configuration.url",
                    Name.of("AIRBRANCH_URL 末尾有斜杠。", "AIRBRANCH_URL ends with a slash."),
                    Name.of("去掉它。", "Take it away."));
        } else {
            ok("configuration.url", Name.of("对外地址 " + url, "Found from outside at " + url));
        }
        var own = !text("server.ssl.bundle").isEmpty()
                || !text("server.ssl.certificate").isEmpty()
                || !text("server.ssl.key-store").isEmpty();
        var proxies = text("airbranch.proxies");
        if (!own && proxies.isEmpty()) {
            fail(
                    "configuration.tls",
                    Name.of(
                            "没有人终结 TLS：既没有证书（SERVER_SSL_CERTIFICATE），也没有可信代理（AIRBRANCH_PROXIES）。",
                            "Nobody speaks TLS: there is neither a certificate (SERVER_SSL_CERTIFICATE) nor a proxy that is"
                                    + " believed (AIRBRANCH_PROXIES)."),
                    Name.of(
                            "把反向代理的地址写入 AIRBRANCH_PROXIES，如 10.1.2.3,10.1.3.0/24；或配置 SERVER_SSL_CERTIFICATE 与"
                                    + " SERVER_SSL_CERTIFICATE_PRIVATE_KEY。",
                            "Name the addresses of the proxy in AIRBRANCH_PROXIES, such as 10.1.2.3,10.1.3.0/24, or set"
                                    + " SERVER_SSL_CERTIFICATE and SERVER_SSL_CERTIFICATE_PRIVATE_KEY."));
            return;
        }
        try {
            var believed = TrustedProxies.parse(proxies);
            ok(
                    "configuration.tls",
                    own
                            ? Name.of("本服务自己终结 TLS", "This server speaks TLS itself")
                            : Name.of("TLS 由代理终结：" + believed, "TLS ends at the proxies " + believed));
        } catch (IllegalArgumentException e) {
            fail(
                    "configuration.tls",
                    Name.of(
                            "AIRBRANCH_PROXIES 无法理解：" + e.getMessage(),
                            "AIRBRANCH_PROXIES cannot be understood: " + e.getMessage()),
                    Name.of("写 IP 地址或网段，用逗号分隔。", "Write IP addresses or networks, separated by commas."));
        }
    }

    private static boolean https(String url) {
        try {
            var parsed = URI.create(url);
            return "https".equalsIgnoreCase(parsed.getScheme()) && parsed.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void provider() {
        var issuer = text("airbranch.login.issuer");
        if (issuer.isEmpty()) {
            ok("configuration.login", Name.of("使用内置的登录服务", "People sign in at the embedded provider"));
            return;
        }
        if (!https(issuer)) {
            fail(
                    "configuration.login",
                    Name.of("AIRBRANCH_LOGIN_ISSUER 不是 https 地址。", "AIRBRANCH_LOGIN_ISSUER is no https address."),
                    Name.of("写入本行 OpenID 服务的 https 地址。", "Set it to the https address of your OpenID provider."));
        }
        if (text("airbranch.login.client-id").isEmpty()
                || text("airbranch.login.client-secret").isEmpty()) {
            fail(
                    "configuration.login",
                    Name.of(
                            "设置了 AIRBRANCH_LOGIN_ISSUER，却没有客户端名称或密钥。",
                            "AIRBRANCH_LOGIN_ISSUER is set, but the client's id or secret is not."),
                    Name.of(
                            "设置 AIRBRANCH_LOGIN_CLIENT_ID 和 AIRBRANCH_LOGIN_CLIENT_SECRET（或 _FILE）。",
                            "Set AIRBRANCH_LOGIN_CLIENT_ID and AIRBRANCH_LOGIN_CLIENT_SECRET (or _FILE)."));
        }
    }

    private void ok(String id, Name what) {
        findings.add(Finding.ok(id, what));
    }

    private void fail(String id, Name what, Name remedy) {
        findings.add(Finding.fail(id, what, remedy));
    }
}
