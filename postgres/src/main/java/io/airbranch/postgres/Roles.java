package io.airbranch.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The two roles of a database: one owns the schemas and migrates them; the other runs the application's statements, owns nothing, and
 * is bound by row-level security. For servers that Airbranch starts itself; on a bank's own server an administrator does the same.
 */
public final class Roles {
    public static final String OWNER = "airbranch_owner";
    public static final String APPLICATION = "airbranch_app";

    private Roles() {}

    /** Creates whatever is missing. Needs a superuser's connection. */
    public static void ensure(Connection superuser, String database, String ownerPassword, String applicationPassword)
            throws SQLException {
        try (var statement = superuser.createStatement()) {
            ensureRole(statement, OWNER, ownerPassword);
            ensureRole(statement, APPLICATION, applicationPassword);
            var name = statement.enquoteIdentifier(database, false);
            if (!exists(statement, "select 1 from pg_database where datname = " + statement.enquoteLiteral(database))) {
                statement.execute("create database " + name + " owner " + OWNER);
                statement.execute("revoke connect, temporary on database " + name + " from public");
                statement.execute("grant connect on database " + name + " to " + APPLICATION);
            }
        }
    }

    private static void ensureRole(Statement statement, String role, String password) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = " + statement.enquoteLiteral(role))) {
            statement.execute("create role " + role
                    + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password "
                    + statement.enquoteLiteral(password));
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
