package io.airbranch.agent;

import io.airbranch.shared.Name;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code agent.away_reason}, filled by its migration. */
@Repository
class StoredAwayReasons implements AwayReasons {
    private static final String ALL = "select key, name_zh, name_en, chosen from agent.away_reason order by place";

    private final JdbcClient db;

    StoredAwayReasons(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<AwayReason> all() {
        return db.sql(ALL)
                .query((row, number) -> new AwayReason(
                        row.getString("key"),
                        Name.of(row.getString("name_zh"), row.getString("name_en")),
                        row.getBoolean("chosen")))
                .list();
    }
}
