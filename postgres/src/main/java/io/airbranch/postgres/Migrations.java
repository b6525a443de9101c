package io.airbranch.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the version of this program: each folder {@code db/migration/<module>} on the class path is migrated by Flyway
 * into a schema of the same name with a history table of its own. {@code __root} comes first and goes to {@code public}; the others
 * know nothing of each other, so their order does not matter.
 *
 * <p>A fingerprint of all files is kept in the database; while it is the same, a start costs one query.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String FOLDER = "db/migration";
    private static final String ROOT = "__root";

    private final DataSource owner;
    private final String applicationRole;
    private final ClassLoader classLoader;

    /**
     * @param owner connects as the role that owns the schemas
     * @param applicationRole the role that runs statements; {@code ${app}} in migrations
     */
    public Migrations(DataSource owner, String applicationRole, ClassLoader classLoader) {
        this.owner = owner;
        this.applicationRole = applicationRole;
        this.classLoader = classLoader;
    }

    /** Returns the number of migrations that ran. */
    public int run() {
        try {
            var files = files();
            var fingerprint = fingerprint(files);
            if (fingerprint.equals(storedFingerprint())) {
                return 0;
            }
            var order = order(files);
            int count = 0;
            for (var module : order) {
                count += migrate(module);
            }
            store(fingerprint);
            LOG.info("Database migrated: {} migrations over {} modules", count, order.size());
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the migrations on the class path", e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot reach the database to migrate it: " + e.getMessage(), e);
        }
    }

    private static List<String> order(Map<String, byte[]> files) {
        var modules = new TreeSet<String>();
        files.keySet().forEach(file -> modules.add(file.substring(0, file.indexOf('/'))));
        var order = new ArrayList<String>(List.of(ROOT));
        order.addAll(modules.stream().filter(module -> !module.equals(ROOT)).toList());
        return order;
    }

    /**
     * How database and program differ; each migration as {@code module version}.
     *
     * @param pending this program would run them at its next start
     * @param unknown the database has them, this program does not: a newer one was here
     */
    public record State(List<String> pending, List<String> unknown) {}

    /** Looks without changing anything. */
    public State state() {
        try {
            var files = files();
            var pending = new ArrayList<String>();
            var unknown = new ArrayList<String>();
            if (fingerprint(files).equals(storedFingerprint())) {
                return new State(List.of(), List.of());
            }
            for (var module : order(files)) {
                for (var migration : flyway(module).info().all()) {
                    var named = module + " " + migration.getVersion();
                    switch (migration.getState()) {
                        case PENDING -> pending.add(named);
                        case FUTURE_SUCCESS, FUTURE_FAILED, MISSING_SUCCESS, MISSING_FAILED -> unknown.add(named);
                        default -> {
                            // As it should be.
                        }
                    }
                }
            }
            return new State(List.copyOf(pending), List.copyOf(unknown));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the migrations on the class path", e);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Cannot reach the database to look at its migrations: " + e.getMessage(), e);
        }
    }

    private int migrate(String module) {
        return flyway(module).migrate().migrationsExecuted;
    }

    private Flyway flyway(String module) {
        var schema = module.equals(ROOT) ? "public" : module;
        return Flyway.configure(classLoader)
                .dataSource(owner)
                .locations("classpath:" + FOLDER + "/" + module)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .table("schema_history")
                .baselineOnMigrate(module.equals(ROOT))
                .baselineVersion("0")
                .placeholders(Map.of("app", applicationRole, "module", schema))
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
    }

    private String storedFingerprint() throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            try (var exists = statement.executeQuery("select to_regclass('public.airbranch_migrated') is not null")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return "";
                }
            }
            try (var row = statement.executeQuery("select fingerprint from public.airbranch_migrated")) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private void store(String fingerprint) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists public.airbranch_migrated (
                        only_row boolean primary key default true check (only_row), fingerprint text not null)""");
            try (var upsert = connection.prepareStatement("""
                    insert into public.airbranch_migrated (fingerprint) values (?)
                    on conflict (only_row) do update set fingerprint = excluded.fingerprint""")) {
                upsert.setString(1, fingerprint);
                upsert.execute();
            }
        }
    }

    private static String fingerprint(Map<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All files by {@code module/name}, from folders and from jars. */
    private Map<String, byte[]> files() throws IOException {
        var files = new TreeMap<String, byte[]>();
        Enumeration<java.net.URL> roots = classLoader.getResources(FOLDER);
        while (roots.hasMoreElements()) {
            var root = roots.nextElement();
            if (root.openConnection() instanceof java.net.JarURLConnection jarred) {
                // Not closed: a cached jar file is shared with the class loader.
                JarFile jar = jarred.getJarFile();
                var prefix = jarred.getEntryName().replaceFirst("/*$", "/");
                for (var entry : jar.stream()
                        .filter(e -> !e.isDirectory() && e.getName().startsWith(prefix))
                        .toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
                    }
                }
            } else {
                var folder = Path.of(java.net.URI.create(root.toString()));
                try (var walk = Files.walk(folder)) {
                    for (var file : walk.filter(Files::isRegularFile).toList()) {
                        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                    }
                }
            }
        }
        files.keySet().removeIf(name -> name.indexOf('/') < 0);
        return files;
    }
}
