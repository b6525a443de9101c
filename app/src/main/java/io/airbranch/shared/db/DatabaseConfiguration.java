package io.airbranch.shared.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.airbranch.shared.Home;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The pool, over the embedded server or over the site's own. Closing order follows from who needs whom: pool first, then server. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** Each {@link GroupCommit} has one thread; there are a few of them. */
    static final int COMMITTERS = 6;
    /** Idle connections are idle server processes; a few are kept. */
    private static final int WARM = 3;

    @Bean(destroyMethod = "close")
    @Lazy
    EmbeddedDatabase embeddedDatabase(Home home) {
        return EmbeddedDatabase.start(home);
    }

    @Bean
    Database database(DatabaseSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        var address = settings.url() == null ? embedded.getObject().address() : external(settings, settings.url());
        return new Database(address).prepare();
    }

    @Bean(destroyMethod = "close")
    Pools dataSource(Database database, ObjectProvider<Fence> fences, DatabaseSettings settings) {
        var fence = fences.getIfAvailable(() -> Fence.OPEN);
        return new Pools(
                pool("airbranch", database.scoped(fence), settings, settings.poolSize()),
                pool("airbranch-commit", database.scoped(fence), settings, COMMITTERS));
    }

    private static HikariDataSource pool(String name, DataSource database, DatabaseSettings settings, int size) {
        var pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(database);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(WARM, size));
        pool.setConnectionTimeout(settings.connectionTimeout().toMillis());
        pool.setValidationTimeout(Math.min(2_000, settings.connectionTimeout().toMillis()));
        return new HikariDataSource(pool);
    }

    private static Database.Address external(DatabaseSettings settings, String url) {
        return new Database.Address(
                url,
                settings.username(),
                secret(settings.password(), "airbranch.database.password"),
                settings.ownerUsername(),
                secret(settings.ownerPassword(), "airbranch.database.owner-password"));
    }

    private static String secret(@Nullable String value, String property) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("airbranch.database.url is set but " + property
                    + " is not. Maybe set the environment variable "
                    + property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        }
        return value;
    }
}
