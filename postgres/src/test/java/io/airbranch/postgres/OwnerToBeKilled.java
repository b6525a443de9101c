package io.airbranch.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a server, commits one row, says so and then waits to be killed. */
final class OwnerToBeKilled {
    private OwnerToBeKilled() {}

    public static void main(String[] args) throws Exception {
        var server = PostgresServer.start(PostgresServerTests.settings(Path.of(args[0]), null));
        try (var connection = PostgresServerTests.connect(server, null);
                var statement = connection.createStatement()) {
            statement.execute("create table kept (line text)");
            statement.execute("insert into kept values ('committed')");
            System.out.println("committed " + server.port());
            new CountDownLatch(1).await();
        }
    }
}
