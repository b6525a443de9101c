package io.airbranch.access.tree;

import io.airbranch.access.BusinessHours.Period;
import io.airbranch.access.Calendar;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the table {@code access.calendar}. */
@Component
class CalendarTable {
    private static final String ALL = """
            select id, institution, name_zh, name_en, week, special_days, version
            from access.calendar order by institution, name_zh, id
            """;

    private static final String INSERT = """
            insert into access.calendar (id, institution, name_zh, name_en, week, special_days, version)
            values (:id, :institution, :zh, :en, cast(:week as jsonb), cast(:specialDays as jsonb), :version)
            """;

    private static final String UPDATE = """
            update access.calendar
            set name_zh = :zh, name_en = :en, week = cast(:week as jsonb), special_days = cast(:specialDays as jsonb),
                version = version + 1
            where id = :id and institution = :institution and version = :version
            """;

    private static final String DELETE = "delete from access.calendar where id = :id and version = :version";

    private static final TypeReference<Map<DayOfWeek, List<Period>>> WEEK = new TypeReference<>() {};
    private static final TypeReference<Map<LocalDate, List<Period>>> SPECIAL_DAYS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CalendarTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Calendar> all() {
        return jdbc.sql(ALL).query((row, n) -> read(row)).list();
    }

    void insert(Calendar calendar) {
        write(INSERT, calendar);
    }

    /** False if the version is not the stored one any more. */
    boolean update(Calendar calendar) {
        return write(UPDATE, calendar) == 1;
    }

    boolean delete(UUID id, long version) {
        return jdbc.sql(DELETE).param("id", id).param("version", version).update() == 1;
    }

    private int write(String sql, Calendar calendar) {
        return jdbc.sql(sql)
                .param("id", calendar.id())
                .param("institution", calendar.institution().value())
                .param("zh", calendar.name().zh())
                .param("en", calendar.name().en())
                .param("week", json.writeValueAsString(calendar.week()))
                .param("specialDays", json.writeValueAsString(calendar.specialDays()))
                .param("version", calendar.version())
                .update();
    }

    private Calendar read(ResultSet row) throws SQLException {
        return new Calendar(
                row.getObject("id", UUID.class),
                new InstitutionPath(row.getString("institution")),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                json.readValue(row.getString("week"), WEEK),
                json.readValue(row.getString("special_days"), SPECIAL_DAYS),
                row.getLong("version"));
    }
}
