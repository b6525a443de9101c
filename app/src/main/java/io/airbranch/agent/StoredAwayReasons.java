package io.airbranch.agent;

import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code agent.away_reason}; its migration brings the usual ones. */
@Repository
class StoredAwayReasons implements AwayReasons {
    private static final String ALL = "select key, name_zh, name_en, chosen, active, version from agent.away_reason ";
    private static final String IN_ORDER = ALL + "order by place, key";
    private static final String FIND = ALL + "where key = :key";
    private static final String ADD = """
            insert into agent.away_reason (key, name_zh, name_en, chosen, place)
            select :key, :zh, :en, true, coalesce(max(place), 0) + 1 from agent.away_reason
            on conflict (key) do nothing
            """;
    private static final String CHANGE = """
            update agent.away_reason set name_zh = :zh, name_en = :en, active = :active, version = version + 1
            where key = :key and version = :version
            """;
    private static final String PLACE = "update agent.away_reason set place = :place where key = :key";

    private final JdbcClient db;

    StoredAwayReasons(JdbcClient db) {
        this.db = db;
    }

    /** @param system given by the system alone, and therefore always in use */
    record Row(String key, Name name, boolean system, boolean active, long version) {}

    @Override
    public List<AwayReason> all() {
        return rows().stream()
                .map(row -> new AwayReason(row.key(), row.name(), !row.system() && row.active()))
                .toList();
    }

    List<Row> rows() {
        return db.sql(IN_ORDER).query(StoredAwayReasons::row).list();
    }

    Optional<Row> find(String key) {
        return db.sql(FIND).param("key", key).query(StoredAwayReasons::row).optional();
    }

    /** False where there is one of that key. */
    boolean add(String key, Name name) {
        return db.sql(ADD)
                        .param("key", key)
                        .param("zh", name.zh())
                        .param("en", name.en())
                        .update()
                == 1;
    }

    /** False where the stored version is another one. */
    boolean change(String key, Name name, boolean active, long version) {
        return db.sql(CHANGE)
                        .param("key", key)
                        .param("zh", name.zh())
                        .param("en", name.en())
                        .param("active", active)
                        .param("version", version)
                        .update()
                == 1;
    }

    void arrange(List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            db.sql(PLACE).param("key", keys.get(i)).param("place", i + 1).update();
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("key"),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                !row.getBoolean("chosen"),
                row.getBoolean("active"),
                row.getLong("version"));
    }
}
