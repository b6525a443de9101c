package io.airbranch.shared.db;

import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The database of an installation as the application would find it, opened for looking: every connection is read-only for the server
 * too. The embedded server of a stopped installation is started for the time of the look.
 */
public final class StoredDatabase implements AutoCloseable {
    private static final String ID = "database.reach";
    private static final String EVERYTHING_READ_ONLY = "-c airbranch.scope=* -c default_transaction_read_only=on";

    private final Database.Address address;
    private final @Nullable PostgresServer started;

    private StoredDatabase(Database.Address address, @Nullable PostgresServer started) {
        this.address = address;
        this.started = started;
    }

    /** Either the database or why there is none to look at; always what was found. */
    public record Search(@Nullable StoredDatabase database, Finding finding) {}

    public static Search find(Environment settings, Path home) {
        var database = Binder.get(settings).bindOrCreate("airbranch.database", DatabaseSettings.class);
        if (database.url() == null) {
            return embedded(home);
        }
        var address = new Database.Address(
                database.url(),
                database.username(),
                database.password() == null ? "" : database.password(),
                database.ownerUsername(),
                database.ownerPassword() == null ? "" : database.ownerPassword());
        return reach(new StoredDatabase(address, null));
    }

    private static Search embedded(Path home) {
        if (!Files.exists(home.resolve("pg/data/PG_VERSION"))) {
            return new Search(
                    null,
                    Finding.ok(
                            ID,
                            Name.of(
                                    home.resolve("pg") + " 中还没有内置数据库：首次启动时建立",
                                    "No embedded database in " + home.resolve("pg")
                                            + " yet: the first start makes it")));
        }
        String password;
        try {
            password = Files.readString(home.resolve("keys/database-password")).strip();
        } catch (IOException e) {
            return new Search(
                    null,
                    Finding.fail(
                            ID,
                            Name.of(
                                    "读不到内置数据库的密码：" + e.getMessage(),
                                    "The embedded database's password cannot be read: " + e.getMessage()),
                            Name.of("从备份恢复 keys/database-password。", "Restore keys/database-password from a backup.")));
        }
        try {
            var server = PostgresServer.start(new PostgresServer.Settings(
                    home.resolve("pg"),
                    home.resolve("pg-programs"),
                    "postgres",
                    password,
                    PostgresServer.Settings.durable()));
            return reach(new StoredDatabase(local(server.port(), password), server));
        } catch (PostgresServer.AlreadyRunning running) {
            return reach(new StoredDatabase(local(running.port(), password), null));
        } catch (RuntimeException e) {
            return new Search(null, notReached("AIRBRANCH_HOME/pg", e));
        }
    }

    private static Database.Address local(int port, String password) {
        return new Database.Address(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.NAME,
                Roles.APPLICATION,
                password,
                Roles.OWNER,
                password);
    }

    private static Search reach(StoredDatabase database) {
        for (var role : new DataSource[] {
            database.stored().application(), database.stored().owner()
        }) {
            try (var connection = role.getConnection()) {
                var _ = connection.getMetaData();
            } catch (SQLException e) {
                database.close();
                return new Search(null, notReached(database.address.toString(), e));
            }
        }
        return new Search(
                database,
                Finding.ok(
                        ID,
                        Name.of("两个角色都能连上 " + database.address.url(), "Both roles reach " + database.address.url())));
    }

    private static Finding notReached(String where, Exception e) {
        return Finding.fail(
                ID,
                Name.of(
                        "连不上数据库 " + where + "：" + e.getMessage(),
                        "The database " + where + " cannot be reached: " + e.getMessage()),
                Name.of(
                        "检查数据库是否在运行、AIRBRANCH_DATABASE_URL 及两个角色的密码；其余依赖数据库的检查没有进行。",
                        "See that it runs, and check AIRBRANCH_DATABASE_URL and both roles' passwords; checks that need it"
                                + " were left out."));
    }

    public Site.Stored stored() {
        return new Site.Stored(
                source(address.username(), address.password()),
                source(address.ownerUsername(), address.ownerPassword()));
    }

    private DataSource source(String user, String password) {
        PGSimpleDataSource source = Database.source(address.url(), user, password);
        source.setApplicationName("airbranch-doctor");
        source.setOptions(EVERYTHING_READ_ONLY);
        source.setReadOnly(true);
        // The whole audit trail may take longer than a request may.
        source.setSocketTimeout(0);
        return source;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
