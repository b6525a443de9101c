package io.airbranch.shared.db;

import io.airbranch.postgres.Migrations;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database keeps institutions apart, loses nothing that it confirmed, and is of this program's version. In META-INF/services. */
public final class DatabaseCheck implements Check {
    static final int OLDEST = 180_000;
    static final Duration SKEW = Duration.ofSeconds(2);
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Tables with an institution whose rows everybody may see. */
    static final String WITHOUT_FENCE = """
            select n.nspname || '.' || c.relname
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'institution' and not a.attisdropped
             where c.relkind in ('r', 'p') and not c.relispartition
               and not (c.relrowsecurity and exists (
                   select 1 from pg_policy p
                    where p.polrelid = c.oid
                      and pg_get_expr(p.polqual, p.polrelid) like '%airbranch_sees(institution)%'))
             order by 1""";

    private static final String FENCED = "select count(*) from pg_class where relkind in ('r', 'p') and relrowsecurity";
    private static final String DURABLE = """
            select name || ' = ' || setting from pg_settings
            where (name in ('fsync', 'full_page_writes') and setting <> 'on') or (name = 'synchronous_commit' and setting = 'off')
            order by name""";
    private static final String ROOM = """
            select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int""";
    private static final String STUCK =
            "select count(*) from shared.event_publication where completion_date is null and publication_date < :before";

    @Override
    public String id() {
        return "database";
    }

    @Override
    public List<Finding> look(Site site) {
        var db = site.db();
        var findings = new ArrayList<Finding>();
        findings.add(version(db));
        findings.add(role(db));
        findings.add(fences(db));
        findings.add(durability(db));
        findings.add(clock(db, site.clock().instant()));
        findings.add(room(db, site));
        var migrations = migrations(site);
        findings.add(migrations);
        if (migrations.level() == Finding.Level.OK) {
            findings.add(events(db, site.clock().instant()));
        }
        return findings;
    }

    private static Finding version(JdbcClient db) {
        int number = db.sql("select current_setting('server_version_num')::int")
                .query(Integer.class)
                .single();
        var found = "PostgreSQL " + number / 10_000 + "." + number % 10_000;
        return number >= OLDEST
                ? Finding.ok("database.version", Name.of(found, found))
                : Finding.fail(
                        "database.version",
                        Name.of("数据库是 " + found + "，需要 18 或更新", "It is " + found + "; 18 or newer is needed"),
                        Name.of("升级 PostgreSQL。", "Upgrade PostgreSQL."));
    }

    private static Finding role(JdbcClient db) {
        var wrong = db.sql(Database.ROLE)
                .query((row, n) -> row.getBoolean("unbound") || row.getBoolean("owns"))
                .single();
        return wrong
                ? Finding.fail(
                        "database.role",
                        Name.of(
                                "运行角色是超级用户、可绕过行级安全或拥有表：各机构的数据没有隔开",
                                "The runtime role is a superuser, bypasses row-level security or owns tables: institutions are"
                                        + " not kept apart"),
                        Name.of(
                                "建立角色：create role airbranch_app login nosuperuser nobypassrls …，并设为"
                                        + " AIRBRANCH_DATABASE_USERNAME。",
                                "Create one: create role airbranch_app login nosuperuser nobypassrls …, and name it in"
                                        + " AIRBRANCH_DATABASE_USERNAME."))
                : Finding.ok(
                        "database.role", Name.of("运行角色受行级安全约束", "The runtime role is bound by row-level security"));
    }

    private static Finding fences(JdbcClient db) {
        var open = db.sql(WITHOUT_FENCE).query(String.class).list();
        return open.isEmpty()
                ? Finding.ok(
                        "database.row-security",
                        Name.of(
                                "含机构数据的表都有行级安全，共 " + count(db) + " 张",
                                "Row-level security is on for every table of an institution's data, " + count(db)
                                        + " tables"))
                : Finding.fail(
                        "database.row-security",
                        Name.of(
                                "这些表没有行级安全：" + String.join(", ", open),
                                "These tables have no row-level security: " + String.join(", ", open)),
                        Name.of(
                                "由属主执行 alter table … enable row level security 并恢复其策略；查明是谁关掉的。",
                                "As their owner, run alter table … enable row level security and restore the policy; find out"
                                        + " who switched it off."));
    }

    private static long count(JdbcClient db) {
        return db.sql(FENCED).query(Long.class).single();
    }

    private static Finding durability(JdbcClient db) {
        var loose = db.sql(DURABLE).query(String.class).list();
        return loose.isEmpty()
                ? Finding.ok("database.durability", Name.of("提交后的数据断电不丢", "What is committed survives a loss of power"))
                : Finding.fail(
                        "database.durability",
                        Name.of(
                                "断电会丢失已确认的数据：" + String.join(", ", loose),
                                "A loss of power loses what was confirmed: " + String.join(", ", loose)),
                        Name.of(
                                "在 postgresql.conf 中打开 fsync、full_page_writes、synchronous_commit 并重新加载。",
                                "Switch fsync, full_page_writes and synchronous_commit on in postgresql.conf and reload it."));
    }

    private static Finding clock(JdbcClient db, Instant here) {
        var there =
                db.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        var apart = Duration.between(here, there.toInstant()).abs();
        return apart.compareTo(SKEW) <= 0
                ? Finding.ok("database.clock", Name.of("与数据库时钟一致", "This machine's clock is that of the database"))
                : Finding.warn(
                        "database.clock",
                        Name.of(
                                "与数据库时钟相差 " + apart.toSeconds() + " 秒",
                                "This machine's clock is " + apart.toSeconds() + " s off that of the database"),
                        Name.of("两台机器都使用 NTP 校时。", "Let both machines keep time by NTP."));
    }

    private static Finding room(JdbcClient db, Site site) {
        int allowed = db.sql(ROOM).query(Integer.class).single();
        int pool = site.settings().getProperty("airbranch.database.pool-size", Integer.class, 16);
        int needed = pool + DatabaseConfiguration.COMMITTERS + 4;
        return allowed >= needed
                ? Finding.ok(
                        "database.connections",
                        Name.of(
                                "允许 " + allowed + " 个连接，需要 " + needed + " 个",
                                allowed + " connections are allowed, " + needed + " are needed"))
                : Finding.fail(
                        "database.connections",
                        Name.of(
                                "只允许 " + allowed + " 个连接，需要 " + needed + " 个",
                                "Only " + allowed + " connections are allowed, " + needed + " are needed"),
                        Name.of(
                                "提高数据库的 max_connections，或降低 AIRBRANCH_DATABASE_POOL_SIZE。",
                                "Raise max_connections of the database, or lower AIRBRANCH_DATABASE_POOL_SIZE."));
    }

    private static Finding migrations(Site site) {
        var migrations = new Migrations(
                site.stored().owner(),
                site.setting("airbranch.database.username"),
                DatabaseCheck.class.getClassLoader());
        var state = migrations.state();
        if (!state.unknown().isEmpty()) {
            return Finding.fail(
                    "database.migrations",
                    Name.of(
                            "数据库由更新的版本写过：" + String.join(", ", state.unknown()),
                            "A newer version has migrated the database: " + String.join(", ", state.unknown())),
                    Name.of("启动那个版本或更新的版本。", "Start that version or a newer one."));
        }
        return state.pending().isEmpty()
                ? Finding.ok("database.migrations", Name.of("表结构是本版本的", "The schema is that of this version"))
                : Finding.warn(
                        "database.migrations",
                        Name.of(
                                "尚未执行的迁移：" + String.join(", ", state.pending()),
                                "Migrations are pending: " + String.join(", ", state.pending())),
                        Name.of("先备份，再启动服务：启动时自动执行。", "Make a backup, then start the server: it runs them."));
    }

    private static Finding events(JdbcClient db, Instant now) {
        long stuck = db.sql(STUCK)
                .param("before", now.minus(PATIENCE).atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return stuck == 0
                ? Finding.ok("database.events", Name.of("没有积压的事件", "No event waits to be handled"))
                : Finding.warn(
                        "database.events",
                        Name.of(
                                stuck + " 个事件超过 " + PATIENCE.toMinutes() + " 分钟没有处理完",
                                stuck + " events have not been handled for over " + PATIENCE.toMinutes() + " minutes"),
                        Name.of(
                                "重新启动服务会再处理一遍；若仍积压，请看日志中的错误。",
                                "A restart of the server handles them again; if they stay, its log says why."));
    }
}
