package io.airbranch.shared.db;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps a process whose time is over away from the database. */
public interface Fence {
    /** For a part of the program that runs alone on its database. */
    Fence OPEN = new Fence() {
        @Override
        public String processName() {
            return "airbranch";
        }

        @Override
        public void admit(Connection opened) {}
    };

    /** In the application name of every connection, so that another process can end them all. */
    String processName();

    /** @throws SQLException if this process must not use the connection that was just opened */
    void admit(Connection opened) throws SQLException;
}
