package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Raw SQL as the role that the application runs with: the database holds even where the code would have forgotten to ask. */
class RowSecurityOfAccessTests {
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        var owner = JdbcClient.create(database.owner());
        owner.sql("""
                insert into access.institution (path, kind, name_zh, name_en, zone, languages) values
                    ('g.', 'GROUP', '集团', 'Group', 'Asia/Shanghai', '{zh}'),
                    ('g.bank.', 'ENTITY', '银行', 'Bank', 'Asia/Shanghai', '{zh}'),
                    ('g.cards.', 'ENTITY', '卡', 'Cards', 'Asia/Shanghai', '{zh}')
                """).update();
        owner.sql("""
                insert into access.calendar (id, institution, name_zh, name_en, week, special_days) values
                    ('00000000-0000-0000-0000-0000000000b0', 'g.bank.', '银行', 'Bank', '{}', '{}'),
                    ('00000000-0000-0000-0000-0000000000c0', 'g.cards.', '卡', 'Cards', '{}', '{}')
                """).update();
        owner.sql("""
                insert into access.operator (id, username, name_zh, name_en, home, language) values
                    ('00000000-0000-0000-0000-0000000000b1', 'bao', '包', 'Bao', 'g.bank.', 'zh'),
                    ('00000000-0000-0000-0000-0000000000c1', 'cao', '曹', 'Cao', 'g.cards.', 'zh')
                """).update();
        owner.sql("""
                insert into access.operator_grant (operator, role, scope) values
                    ('00000000-0000-0000-0000-0000000000b1', 'AGENT', 'g.bank.'),
                    ('00000000-0000-0000-0000-0000000000b1', 'AUDITOR', 'g.'),
                    ('00000000-0000-0000-0000-0000000000c1', 'AGENT', 'g.cards.')
                """).update();
        owner.sql("""
                insert into access.audit_entry
                    (seq, at, action, subject_kind, subject, institution, detail, previous, hash) values
                    (1, now(), 'a', 'k', 's', 'g.bank.', '{}', '', ''), (2, now(), 'a', 'k', 's', 'g.cards.', '{}', '', '')
                """).update();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"institution, 3", "calendar, 2", "operator, 2", "operator_grant, 3", "audit_entry, 2"})
    void noScopeSeesNothingAndTheSystemSeesAll(String table, int all) throws SQLException {
        assertThat(count(table, null)).isZero();
        assertThat(count(table, "-")).isZero();
        assertThat(count(table, "")).isZero();
        assertThat(count(table, "*")).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"institution, 1", "calendar, 1", "operator, 1", "operator_grant, 1", "audit_entry, 1"})
    void foreignScopeSeesItsOwnOnly(String table, int own) throws SQLException {
        assertThat(count(table, "g.cards.")).isEqualTo(own);
        assertThat(count(table, "g.elsewhere.")).isZero();
    }

    @Test
    void foreignScopeChangesNothing() throws SQLException {
        assertThat(update("g.cards.", "update access.operator set password_hash = 'x' where username = 'bao'"))
                .isZero();
        assertThat(update("g.cards.", "delete from access.operator where username = 'bao'"))
                .isZero();
        assertThat(update("g.cards.", "update access.institution set name_zh = 'x' where path = 'g.bank.'"))
                .isZero();
        assertThat(update("g.cards.", "delete from access.calendar where institution = 'g.bank.'"))
                .isZero();
    }

    @Test
    void nobodyMovesAnOperatorOutOfHisScopeOrIntoIt() {
        assertThatThrownBy(() -> update("g.cards.", "update access.operator set home = 'g.' where username = 'cao'"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void grantCannotBeGivenBeyondTheScope() {
        assertThatThrownBy(
                        () -> update(
                                "g.cards.",
                                "insert into access.operator_grant values ('00000000-0000-0000-0000-0000000000c1', 'ADMINISTRATOR', 'g.')"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whoSeesAnOperatorSeesAllHisGrantsButTakesOnlyThoseOfHisScope() throws SQLException {
        assertThat(count("operator_grant", "g.bank.")).isEqualTo(2);
        try (var connection = connect("g.bank.")) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("delete from access.operator_grant"))
                        .isEqualTo(1);
            }
            connection.rollback();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "update access.audit_entry set action = 'x'",
        "delete from access.audit_entry",
        "truncate access.audit_entry",
        "alter table access.audit_entry disable row level security",
        "drop table access.audit_entry"
    })
    void nobodyButTheOwnerTouchesWhatWasAudited(String sql) {
        assertThatThrownBy(() -> update("*", sql)).hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    private static int count(String table, String scope) throws SQLException {
        try (var connection = connect(scope);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from access." + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int update(String scope, String sql) throws SQLException {
        try (var connection = connect(scope);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static Connection connect(String scope) throws SQLException {
        var connection = database.application().getConnection();
        if (scope != null) {
            try (var statement = connection.prepareStatement("select set_config('airbranch.scope', ?, false)")) {
                statement.setString(1, scope);
                statement.execute();
            }
        }
        return connection;
    }
}
