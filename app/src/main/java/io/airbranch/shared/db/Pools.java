package io.airbranch.shared.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connections of requests, and beside them those of the group committers: a request holds its connection while it waits for a
 * committer, so a pool shared by both would starve the one whom everybody waits for.
 */
final class Pools extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource requests;
    private final HikariDataSource committers;

    Pools(HikariDataSource requests, HikariDataSource committers) {
        super(requests);
        this.requests = requests;
        this.committers = committers;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return GroupCommit.committing() ? committers.getConnection() : requests.getConnection();
    }

    @Override
    public void close() {
        requests.close();
        committers.close();
    }
}
