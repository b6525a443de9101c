package io.airbranch.shared.db;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code airbranch.database}: where the truth is kept.
 *
 * @param url JDBC address of a PostgreSQL 18 of the site's own; null starts the embedded server
 * @param username role that runs statements: owns nothing, neither superuser nor free of row-level security
 * @param ownerUsername role that owns the schemas and migrates them at start
 * @param poolSize connections at most
 * @param connectionTimeout how long a request waits for a connection before it is told that the database is away
 */
@ConfigurationProperties("airbranch.database")
record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("airbranch_app") String username,
        @Nullable String password,
        @DefaultValue("airbranch_owner") String ownerUsername,
        @Nullable String ownerPassword,
        @DefaultValue("16") int poolSize,
        @DefaultValue("5s") Duration connectionTimeout) {

    DatabaseSettings {
        if (url != null && url.isBlank()) {
            url = null;
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", username=" + username + ", ownerUsername=" + ownerUsername + "]";
    }
}
