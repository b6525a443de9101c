package io.airbranch.access.people;

import io.airbranch.access.Grant;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Role;
import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of the tables {@code access.operator} (without its secrets) and {@code access.operator_grant}. */
@Component
class OperatorTable {
    private static final String SELECT = """
            select o.id, o.username, o.name_zh, o.name_en, o.home, o.language, o.active, o.version, o.last_sign_in,
                o.totp_secret is not null as totp, o.password_hash is not null as password,
                array(select g.role || ' ' || g.scope from access.operator_grant g
                    where g.operator = o.id order by g.role, g.scope) as grants
            from access.operator o
            """;

    private static final String FIND = SELECT + " where o.id = :id";

    private static final String FIND_BY_USERNAME = SELECT + " where o.username = :username";

    private static final String WITHIN = SELECT + " where starts_with(o.home, :path) and o.active order by o.username";

    private static final String SEARCH = SELECT + """
             where starts_with(o.home, :path)
               and (:text = '' or strpos(o.username, :text) > 0 or strpos(lower(o.name_zh), :text) > 0
                    or strpos(lower(o.name_en), :text) > 0)
             order by o.username limit :limit
            """;

    private static final String ANY = "select exists (select from access.operator)";

    private static final String INSERT = """
            insert into access.operator
                (id, username, name_zh, name_en, home, language, password_hash, password_temporary)
            values (:id, :username, :zh, :en, :home, :language, :hash, :temporary)
            on conflict (username) do nothing
            """;

    private static final String UPDATE = """
            update access.operator
            set name_zh = :zh, name_en = :en, home = :home, language = :language, version = version + 1
            where id = :id and version = :version
            """;

    private static final String SET_ACTIVE =
            "update access.operator set active = :active, version = version + 1 where id = :id and version = :version";

    private static final String TOUCH =
            "update access.operator set version = version + 1 where id = :id and version = :version";

    private static final String SET_LANGUAGE = "update access.operator set language = :language where id = :id";

    private static final String ADD_GRANT = """
            insert into access.operator_grant (operator, role, scope) values (:operator, :role, :scope)
            on conflict do nothing
            """;

    private static final String REMOVE_GRANT =
            "delete from access.operator_grant where operator = :operator and role = :role and scope = :scope";

    /** Serializes all changes to who administers, so that two at once cannot remove the last two administrators. */
    private static final String LOCK_ADMINISTRATORS = "select pg_advisory_xact_lock(4702394921427290)";

    private static final String OTHER_ADMINISTRATOR = """
            select exists (
                select from access.operator_grant g join access.operator o on o.id = g.operator
                where g.role = 'ADMINISTRATOR' and o.active and o.id <> :except and starts_with(:scope, g.scope))
            """;

    private final JdbcClient jdbc;

    OperatorTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            Operator operator,
            boolean active,
            long version,
            @Nullable Instant lastSignIn,
            boolean totp,
            boolean password) {}

    Optional<Row> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, n) -> read(row)).optional();
    }

    Optional<Row> findByUsername(String username) {
        return jdbc.sql(FIND_BY_USERNAME)
                .param("username", username)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Row> within(InstitutionPath path) {
        return jdbc.sql(WITHIN)
                .param("path", path.value())
                .query((row, n) -> read(row))
                .list();
    }

    /** @param path a prefix; empty for all that the scope sees */
    List<Row> search(String path, String text, int limit) {
        return jdbc.sql(SEARCH)
                .param("path", path)
                .param("text", text)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    boolean any() {
        return jdbc.sql(ANY).query(Boolean.class).single();
    }

    /** False if the username is taken, within or outside the scope. */
    boolean insert(Operator operator, @Nullable String hash, boolean temporary) {
        return named(INSERT, operator)
                        .param("username", operator.username())
                        .param("hash", hash)
                        .param("temporary", temporary)
                        .update()
                == 1;
    }

    /** False if the version is not the stored one any more; so the other versioned writes. */
    boolean update(Operator operator, long version) {
        return named(UPDATE, operator).param("version", version).update() == 1;
    }

    private JdbcClient.StatementSpec named(String sql, Operator operator) {
        return jdbc.sql(sql)
                .param("id", operator.id())
                .param("zh", operator.name().zh())
                .param("en", operator.name().en())
                .param("home", operator.home().value())
                .param("language", operator.language());
    }

    boolean setActive(UUID id, boolean active, long version) {
        return jdbc.sql(SET_ACTIVE)
                        .param("id", id)
                        .param("active", active)
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean touch(UUID id, long version) {
        return jdbc.sql(TOUCH).param("id", id).param("version", version).update() == 1;
    }

    void setLanguage(UUID id, String language) {
        jdbc.sql(SET_LANGUAGE).param("id", id).param("language", language).update();
    }

    void add(UUID operator, Collection<Grant> grants) {
        grants.forEach(grant -> write(ADD_GRANT, operator, grant));
    }

    void remove(UUID operator, Collection<Grant> grants) {
        grants.forEach(grant -> write(REMOVE_GRANT, operator, grant));
    }

    private void write(String sql, UUID operator, Grant grant) {
        jdbc.sql(sql)
                .param("operator", operator)
                .param("role", grant.role().name())
                .param("scope", grant.scope().value())
                .update();
    }

    /** Needs a transaction; the lock is held until it ends. */
    void lockAdministrators() {
        jdbc.sql(LOCK_ADMINISTRATORS).query(rows -> {});
    }

    /** Somebody else who is active administers the whole of that scope. Needs the system scope: he may sit anywhere above. */
    boolean otherAdministrator(UUID except, InstitutionPath scope) {
        return jdbc.sql(OTHER_ADMINISTRATOR)
                .param("except", except)
                .param("scope", scope.value())
                .query(Boolean.class)
                .single();
    }

    private static Row read(ResultSet row) throws SQLException {
        var grants = Arrays.stream((String[]) row.getArray("grants").getArray())
                .map(text -> text.split(" ", 2))
                .map(parts -> new Grant(Role.valueOf(parts[0]), new InstitutionPath(parts[1])))
                .toList();
        var operator = new Operator(
                row.getObject("id", UUID.class),
                row.getString("username"),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                new InstitutionPath(row.getString("home")),
                row.getString("language"),
                grants);
        Timestamp lastSignIn = row.getTimestamp("last_sign_in");
        return new Row(
                operator,
                row.getBoolean("active"),
                row.getLong("version"),
                lastSignIn == null ? null : lastSignIn.toInstant(),
                row.getBoolean("totp"),
                row.getBoolean("password"));
    }
}
