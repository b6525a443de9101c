package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The centre's own lists: what a demand is about, and what came of a contact. Entries in use are switched off, not deleted. */
@Component
class CaseLists implements WrapUpCodes, InstitutionUse {
    private static final String KEPT_AT = """
            select exists (select from casework.category where institution = :place)
                or exists (select from casework.wrap_up_code where institution = :place)
            """;

    private final JdbcClient jdbc;

    CaseLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Kind {
        CATEGORY(
                "select key, institution, name_zh, name_en, position, active, false as solves, version from casework.category ",
                """
                insert into casework.category (key, institution, name_zh, name_en, position, active)
                values (:key, :institution, :zh, :en, :position, :active)
                on conflict (key) do nothing
                """,
                """
                update casework.category
                set name_zh = :zh, name_en = :en, position = :position, active = :active, version = version + 1
                where key = :key and version = :version
                """),
        WRAP_UP_CODE(
                "select key, institution, name_zh, name_en, position, active, solves, version from casework.wrap_up_code ",
                """
                insert into casework.wrap_up_code (key, institution, name_zh, name_en, position, active, solves)
                values (:key, :institution, :zh, :en, :position, :active, :solves)
                on conflict (key) do nothing
                """,
                """
                update casework.wrap_up_code
                set name_zh = :zh, name_en = :en, position = :position, active = :active, solves = :solves, version = version + 1
                where key = :key and version = :version
                """);

        private final String columns;
        private final String insert;
        private final String update;

        Kind(String columns, String insert, String update) {
            this.columns = columns;
            this.insert = insert;
            this.update = update;
        }
    }

    /** @param institution null for the whole group; @param solves always false for a category */
    record Entry(
            String key,
            @Nullable InstitutionPath institution,
            Name name,
            int position,
            boolean active,
            boolean solves,
            long version) {}

    List<Entry> all(Kind kind) {
        return jdbc.sql(kind.columns + "order by position, key")
                .query(CaseLists::entry)
                .list();
    }

    Optional<Entry> find(Kind kind, String key) {
        return jdbc.sql(kind.columns + "where key = :key")
                .param("key", key)
                .query(CaseLists::entry)
                .optional();
    }

    @Override
    public List<WrapUpCode> active() {
        return all(Kind.WRAP_UP_CODE).stream()
                .filter(Entry::active)
                .map(CaseLists::code)
                .toList();
    }

    @Override
    public Optional<WrapUpCode> find(String key) {
        return find(Kind.WRAP_UP_CODE, key).map(CaseLists::code);
    }

    /** Refused: {@code list.key-taken}. */
    Outcome<Entry> add(Kind kind, Entry entry) {
        int rows = bind(jdbc.sql(kind.insert), kind, entry)
                .param(
                        "institution",
                        entry.institution() == null ? "" : entry.institution().value())
                .update();
        return rows == 1
                ? Outcome.done(find(kind, entry.key()).orElseThrow())
                : Outcome.refused(Refusal.conflict(
                        "list.key-taken", "The list has an entry '" + entry.key() + "' already", "key", entry.key()));
    }

    /** Refused: {@code list.unknown}, {@code list.changed}. */
    Outcome<Entry> change(Kind kind, Entry entry) {
        int rows = bind(jdbc.sql(kind.update), kind, entry)
                .param("version", entry.version())
                .update();
        return find(kind, entry.key())
                .map(stored -> rows == 1 ? Outcome.done(stored) : Outcome.<Entry>refused(changed(stored)))
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "list.unknown", "The list has no entry '" + entry.key() + "'", "key", entry.key())));
    }

    private static Refusal changed(Entry stored) {
        return Refusal.conflict(
                "list.changed",
                "Somebody changed '" + stored.key() + "' meanwhile; it has version " + stored.version() + " now",
                "key",
                stored.key(),
                "version",
                stored.version());
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec sql, Kind kind, Entry entry) {
        var bound = sql.param("key", entry.key())
                .param("zh", entry.name().zh())
                .param("en", entry.name().en())
                .param("position", entry.position())
                .param("active", entry.active());
        return kind == Kind.WRAP_UP_CODE ? bound.param("solves", entry.solves()) : bound;
    }

    private static Entry entry(ResultSet rs, int n) throws SQLException {
        var institution = rs.getString("institution");
        return new Entry(
                rs.getString("key"),
                institution == null || institution.isEmpty() ? null : new InstitutionPath(institution),
                Name.of(rs.getString("name_zh"), rs.getString("name_en")),
                rs.getInt("position"),
                rs.getBoolean("active"),
                rs.getBoolean("solves"),
                rs.getLong("version"));
    }

    private static WrapUpCode code(Entry entry) {
        return new WrapUpCode(entry.key(), entry.name(), entry.solves());
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT)
                        .param("place", place.value())
                        .query(Boolean.class)
                        .single()
                ? Optional.of("lists")
                : Optional.empty();
    }
}
