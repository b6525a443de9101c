package io.airbranch.shared.check;

import io.airbranch.shared.Home;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The installation that a {@link Check} looks at: its settings, its folder, the time, and its database if that can be reached. */
public final class Site {
    private final Environment settings;
    private final Clock clock;
    private final @Nullable Stored stored;

    /**
     * The database, with connections that refuse to write.
     *
     * @param application as the role that runs statements; sees every institution
     * @param owner as the role that owns the tables
     */
    public record Stored(DataSource application, DataSource owner) {}

    public Site(Environment settings, Clock clock, @Nullable Stored stored) {
        this.settings = settings;
        this.clock = clock;
        this.stored = stored;
    }

    public Environment settings() {
        return settings;
    }

    /** A setting that application.yaml gives a default. */
    public String setting(String name) {
        return settings.getRequiredProperty(name);
    }

    public Path home() {
        return new Home(Path.of(setting("airbranch.home"))).home();
    }

    public Clock clock() {
        return clock;
    }

    public Stored stored() {
        if (stored == null) {
            throw new IllegalStateException("The database was not reached; a check that needs it was not to be run");
        }
        return stored;
    }

    /** The role that runs statements, seeing every institution. */
    public JdbcClient db() {
        return JdbcClient.create(stored().application());
    }
}
