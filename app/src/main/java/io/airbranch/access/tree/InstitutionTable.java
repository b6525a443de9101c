package io.airbranch.access.tree;

import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of the table {@code access.institution}. */
@Component
class InstitutionTable implements InstitutionUse {
    private static final String ALL = """
            select path, kind, name_zh, name_en, zone, languages, calendar, version
            from access.institution order by path collate "C"
            """;

    private static final String INSERT = """
            insert into access.institution (path, kind, name_zh, name_en, zone, languages, calendar, version)
            values (:path, :kind, :zh, :en, :zone, :languages, :calendar, :version)
            on conflict do nothing
            """;

    private static final String UPDATE = """
            update access.institution
            set kind = :kind, name_zh = :zh, name_en = :en, zone = :zone, languages = :languages, calendar = :calendar,
                version = version + 1
            where path = :path and version = :version
            """;

    private static final String DELETE = "delete from access.institution where path = :path and version = :version";

    private static final String KEPT_AT = """
            select case
                when exists (select from access.institution where starts_with(path, :place) and path <> :place) then 'institutions'
                when exists (select from access.calendar where institution = :place) then 'calendars'
                when exists (select from access.operator where home = :place) then 'operators'
                when exists (select from access.operator_grant where scope = :place) then 'roles'
            end
            """;

    private final JdbcClient jdbc;

    InstitutionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Institution> all() {
        return jdbc.sql(ALL).query((row, n) -> read(row)).list();
    }

    /** False if the path is taken. */
    boolean insert(Institution institution) {
        return write(INSERT, institution) == 1;
    }

    /** False if the version is not the stored one any more. */
    boolean update(Institution institution) {
        return write(UPDATE, institution) == 1;
    }

    /** False if the version is not the stored one any more. */
    boolean delete(InstitutionPath path, long version) {
        return jdbc.sql(DELETE)
                        .param("path", path.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT)
                .param("place", place.value())
                .query(String.class)
                .optional();
    }

    private int write(String sql, Institution institution) {
        return jdbc.sql(sql)
                .param("path", institution.path().value())
                .param("kind", institution.kind().name())
                .param("zh", institution.name().zh())
                .param("en", institution.name().en())
                .param("zone", institution.zone().getId())
                .param("languages", institution.languages().toArray(String[]::new))
                .param("calendar", institution.calendar())
                .param("version", institution.version())
                .update();
    }

    private static Institution read(ResultSet row) throws SQLException {
        return new Institution(
                new InstitutionPath(row.getString("path")),
                Institution.Kind.valueOf(row.getString("kind")),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                ZoneId.of(row.getString("zone")),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getObject("calendar", UUID.class),
                row.getLong("version"));
    }
}
