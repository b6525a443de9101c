package io.airbranch.shared.db;

import io.airbranch.postgres.Migrations;
import io.airbranch.postgres.Roles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that is ready for the application: reachable, migrated, with a runtime role that row-level security binds. Whoever has a
 * {@link DataSource} of this application has such a database behind it.
 */
public final class Database {
    static final String ROLE = """
            select rolsuper or rolbypassrls as unbound,
                   exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where c.relowner = r.oid and c.relkind = 'r' and n.nspname not like 'pg_%') as owns
              from pg_roles r where rolname = current_user""";

    private final Address address;

    /** How to reach a database with either role. */
    record Address(String url, String username, String password, String ownerUsername, String ownerPassword) {

        @Override
        public String toString() {
            return "Address[" + url + "]";
        }
    }

    Database(Address address) {
        this.address = address;
    }

    /** Without migrating: the runtime role of a database that somebody else has prepared. */
    public static Database at(String url, String password) {
        return new Database(new Address(url, Roles.APPLICATION, password, Roles.OWNER, password));
    }

    /** Migrates and verifies. */
    Database prepare() {
        new Migrations(
                        source(address.ownerUsername(), address.ownerPassword()),
                        address.username(),
                        Database.class.getClassLoader())
                .run();
        requireBoundRole();
        return this;
    }

    /** Connections with the runtime role that carry the scope of the running code, as long as the fence admits them. */
    DataSource scoped(Fence fence) {
        var source = source(address.username(), address.password());
        source.setApplicationName(fence.processName());
        return new ScopedDataSource(source, fence);
    }

    /**
     * A connection apart from all pools, with the runtime role and without a scope.
     *
     * @param answerLimit how long the server may take for one answer
     */
    public Connection connect(String applicationName, Duration answerLimit) throws SQLException {
        var source = source(address.username(), address.password());
        source.setApplicationName(applicationName);
        source.setSocketTimeout(Math.toIntExact(Math.max(1, answerLimit.toSeconds())));
        return source.getConnection();
    }

    private void requireBoundRole() {
        try (var connection = source(address.username(), address.password()).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(ROLE)) {
            row.next();
            if (row.getBoolean("unbound") || row.getBoolean("owns")) {
                throw new IllegalStateException(
                        "Role '" + address.username() + "' is a superuser, may bypass row-level security, or owns"
                                + " tables, so that institutions would not be kept apart. Maybe create it with: create role "
                                + address.username() + " login nosuperuser nobypassrls password '...'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Cannot reach the database " + address.url() + " as '" + address.username() + "': "
                            + e.getMessage(),
                    e);
        }
    }

    private PGSimpleDataSource source(String user, String password) {
        return source(address.url(), user, password);
    }

    static PGSimpleDataSource source(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("airbranch");
        // Details quote whole rows, which may hold personal data, and end up in logs.
        source.setLogServerErrorDetail(false);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(5);
        // A server that went silent without closing must not hold a request for ever.
        source.setSocketTimeout(60);
        return source;
    }
}
