package io.airbranch.shared.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.postgres.PostgresServer.AlreadyRunning;
import io.airbranch.postgres.Roles;
import io.airbranch.shared.Home;
import io.airbranch.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTests {
    @TempDir
    Path folder;

    @Test
    void firstStartMakesAMigratedDatabaseAndTheNextStartFindsItsRows() throws Exception {
        var home = new Home(folder);
        try (var embedded = EmbeddedDatabase.start(home)) {
            var sql =
                    JdbcClient.create(new Database(embedded.address()).prepare().scoped(Fence.OPEN));
            sql.sql("insert into shared.spring_session values ('p', 's', 1, 1, 1, 1, null)")
                    .update();
            assertThat(sql.sql("show synchronous_commit").query(String.class).single())
                    .isEqualTo("on");
            assertThatThrownBy(() -> EmbeddedDatabase.start(home)).isInstanceOf(AlreadyRunning.class);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("keys/database-password"))))
                .isEqualTo("rw-------");

        try (var embedded = EmbeddedDatabase.start(home)) {
            var sql =
                    JdbcClient.create(new Database(embedded.address()).prepare().scoped(Fence.OPEN));
            assertThat(sql.sql("select session_id from shared.spring_session")
                            .query(String.class)
                            .single()
                            .strip())
                    .isEqualTo("s");
        }
    }

    @Test
    void roleThatRowSecurityDoesNotBindIsRefused() {
        try (var database = TestDatabase.fresh()) {
            var asOwner = new Database.Address(
                    database.url(), Roles.OWNER, TestDatabase.password(), Roles.OWNER, TestDatabase.password());
            assertThatThrownBy(() -> new Database(asOwner).prepare())
                    .hasMessageContaining("'airbranch_owner'")
                    .hasMessageContaining("nobypassrls");
        }
    }

    @Test
    void applicationsRoleMayNotChangeTheSchema() {
        try (var database = TestDatabase.fresh()) {
            var application = JdbcClient.create(database.application());
            assertThatThrownBy(() ->
                            application.sql("create table shared.mine (id int)").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> application
                            .sql("alter table shared.spring_session disable row level security")
                            .update())
                    .rootCause()
                    .hasMessageContaining("must be owner");
        }
    }
}
