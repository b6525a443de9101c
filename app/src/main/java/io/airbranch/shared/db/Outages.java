package io.airbranch.shared.db;

import io.airbranch.shared.Refusal;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away or full, which passes, from a fault of ours, which does not. */
public final class Outages {
    private Outages() {}

    /** The refusal that says so to whoever waits; empty if the exception is something else. */
    public static Optional<Refusal> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionSystemException rollback && rollback.getApplicationException() != null) {
                // Rolling back failed as well; what failed first stands beside, not below.
                return refusal(rollback.getApplicationException());
            }
            if (cause instanceof SQLException e) {
                var state = e.getSQLState() == null ? "" : e.getSQLState();
                if (state.equals("53100")) {
                    return Optional.of(Refusal.unavailable(
                            "storage.full",
                            "The disk of the database is full; nothing was stored. Free some space, then repeat"));
                }
                // 08 connection, 57P server going down, 53 out of resources
                if (e instanceof SQLTransientConnectionException
                        || e instanceof SQLRecoverableException
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53")) {
                    return Optional.of(
                            Refusal.unavailable(
                                    "database.unavailable",
                                    "The database cannot be reached at the moment; whether this was stored is not known. Repeat it in a moment"));
                }
            }
        }
        return Optional.empty();
    }
}
