package io.airbranch.shared.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.airbranch.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RowSecurityTests {
    private static TestDatabase database;

    private HikariDataSource pool;
    private JdbcClient sql;
    private TransactionTemplate transaction;

    @BeforeAll
    static void createGuardedTable() {
        database = TestDatabase.fresh();
        var owner = JdbcClient.create(database.owner());
        owner.sql("create schema demo").update();
        owner.sql("create table demo.note (id int primary key, institution text not null)")
                .update();
        owner.sql("alter table demo.note enable row level security").update();
        owner.sql("create policy scope on demo.note using (airbranch_sees(institution))")
                .update();
        owner.sql(
                        "insert into demo.note values (1, 'sfb.cn.bank.'), (2, 'sfb.cn.bank.sh01.'), (3, 'sfb.hk.'), (4, 'sfb.cn.bank2.')")
                .update();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void openPool() {
        var config = new HikariConfig();
        config.setDataSource(new ScopedDataSource(database.application(), Fence.OPEN));
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        sql = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void statementWithoutWhereSeesOnlyTheScope() {
        assertThat(Scope.within(Scope.of("sfb.cn.bank."), this::ids)).isEqualTo("1,2");
        assertThat(Scope.within(Scope.of("sfb.cn.bank.", "sfb.hk."), this::ids)).isEqualTo("1,2,3");
        assertThat(Scope.within(Scope.system(), this::ids)).isEqualTo("1,2,3,4");
    }

    @Test
    void noScopeSeesNothingEvenOnAConnectionThatSawEverything() {
        assertThat(Scope.within(Scope.system(), this::ids)).isEqualTo("1,2,3,4");
        assertThat(ids()).isEmpty();
    }

    @Test
    void rowOutsideTheScopeCannotBeWritten() {
        Scope.within(
                Scope.of("sfb.cn.bank."),
                () -> assertThatThrownBy(() -> sql.sql("insert into demo.note values (9, 'sfb.hk.')")
                                .update())
                        .hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"note\""));
    }

    @Test
    void scopeThatChangesInsideATransactionTakesEffectThere() {
        Scope.within(
                Scope.of("sfb.hk."),
                () -> transaction.executeWithoutResult(status -> {
                    assertThat(ids()).isEqualTo("3");
                    assertThat(Scope.within(Scope.system(), this::ids)).isEqualTo("1,2,3,4");
                    assertThat(ids()).isEqualTo("3");
                }));
    }

    @Test
    void rollbackDoesNotLeaveAnotherScopeBehind() {
        assertThat(Scope.within(Scope.system(), this::ids)).isEqualTo("1,2,3,4");
        Scope.within(
                Scope.of("sfb.hk."),
                () -> transaction.executeWithoutResult(status -> {
                    ids();
                    status.setRollbackOnly();
                }));
        assertThat(Scope.within(Scope.of("sfb.hk."), this::ids)).isEqualTo("3");
    }

    @Test
    void failedStatementsTransactionDoesNotLeaveAnotherScopeBehind() {
        assertThat(Scope.within(Scope.system(), this::ids)).isEqualTo("1,2,3,4");
        Scope.within(
                Scope.of("sfb.hk."),
                () -> assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                            ids();
                            sql.sql("select 1/0").query().singleValue();
                        }))
                        .hasMessageContaining("division by zero"));
        assertThat(Scope.within(Scope.of("sfb.hk."), this::ids)).isEqualTo("3");
    }

    @Test
    void unchangedScopeCostsNoRoundTrip() {
        var told = new AtomicInteger();
        var counting = new ScopedDataSource(
                new DelegatingDataSource(database.application()) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return counting(super.getConnection(), told);
                    }
                },
                Fence.OPEN);
        var config = new HikariConfig();
        config.setDataSource(counting);
        config.setMaximumPoolSize(1);
        try (var one = new HikariDataSource(config)) {
            var client = JdbcClient.create((DataSource) one);
            Scope.within(Scope.of("sfb."), () -> {
                for (int i = 0; i < 5; i++) {
                    client.sql("select 1").query().singleValue();
                }
            });
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void databaseItselfWithoutASettingShowsNothing() {
        assertThat(JdbcClient.create(database.application())
                        .sql("select count(*) from demo.note")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void policyIsPutInPlaceOfItsCall() {
        var plan = Scope.within(
                Scope.of("sfb.cn."),
                () -> String.join(
                        "\n",
                        sql.sql("explain (verbose) select * from demo.note")
                                .query(String.class)
                                .list()));
        assertThat(plan).contains("current_setting").doesNotContain("airbranch_sees");
    }

    private static Connection counting(Connection connection, AtomicInteger told) {
        return (Connection) Proxy.newProxyInstance(
                RowSecurityTests.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    var result = method.invoke(connection, arguments);
                    if (method.getName().equals("prepareStatement") && ((String) arguments[0]).contains("set_config")) {
                        var statement = (PreparedStatement) result;
                        return Proxy.newProxyInstance(
                                RowSecurityTests.class.getClassLoader(),
                                new Class<?>[] {PreparedStatement.class},
                                (inner, call, values) -> {
                                    if (call.getName().equals("execute")) {
                                        told.incrementAndGet();
                                    }
                                    return call.invoke(statement, values);
                                });
                    }
                    return result;
                });
    }

    private String ids() {
        return sql.sql("select coalesce(string_agg(id::text, ',' order by id), '') from demo.note")
                .query(String.class)
                .single();
    }
}
