package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What belongs to a case over time: its contacts, notes and changes. Only ever added to. */
@Component
class CaseStory {
    private static final String ATTACH = """
            insert into casework.case_contact (case_id, contact, institution, attached_at)
            values (:case, :contact, :institution, :at)
            on conflict do nothing
            """;
    private static final String DETACH =
            "delete from casework.case_contact where case_id = :case and contact = :contact";
    private static final String CONTACTS =
            "select contact from casework.case_contact where case_id = :case order by attached_at, contact";
    private static final String ADD_NOTE = """
            insert into casework.case_note (id, case_id, institution, written_by, text, written_at)
            values (:id, :case, :institution, :by, :text, :at)
            on conflict do nothing
            """;
    private static final String NOTES = """
            select id, written_by, text, written_at from casework.case_note where case_id = :case order by written_at, id
            """;
    private static final String ADD_CHANGE = """
            insert into casework.case_change (id, case_id, institution, version, field, before, after, reason, changed_by, changed_at)
            values (:id, :case, :institution, :version, :field, :before, :after, :reason, :by, :at)
            """;
    private static final String CHANGES = """
            select field, before, after, reason, changed_by, changed_at from casework.case_change
            where case_id = :case order by changed_at, id
            """;

    private final JdbcClient jdbc;
    private final CaseSecrets secrets;

    CaseStory(JdbcClient jdbc, CaseSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    record Note(UUID id, @Nullable UUID by, String text, Instant at) {}

    /** @param before and after never hold personal data: a changed title shows only that it changed */
    record Change(
            String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable UUID by,
            Instant at) {}

    boolean attach(UUID caseId, InstitutionPath institution, UUID contact, Instant at) {
        return jdbc.sql(ATTACH)
                        .param("case", caseId)
                        .param("contact", contact)
                        .param("institution", institution.value())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void detach(UUID caseId, UUID contact) {
        jdbc.sql(DETACH).param("case", caseId).param("contact", contact).update();
    }

    List<UUID> contacts(UUID caseId) {
        return jdbc.sql(CONTACTS)
                .param("case", caseId)
                .query((rs, n) -> rs.getObject("contact", UUID.class))
                .list();
    }

    void note(UUID caseId, InstitutionPath institution, Note note) {
        jdbc.sql(ADD_NOTE)
                .param("id", note.id())
                .param("case", caseId)
                .param("institution", institution.value())
                .param("by", note.by())
                .param("text", secrets.seal(caseId, note.text()))
                .param("at", utc(note.at()))
                .update();
    }

    List<Note> notes(UUID caseId) {
        return jdbc.sql(NOTES)
                .param("case", caseId)
                .query((rs, n) -> new Note(
                        rs.getObject("id", UUID.class),
                        rs.getObject("written_by", UUID.class),
                        secrets.open(caseId, rs.getBytes("text")),
                        rs.getObject("written_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void change(UUID id, UUID caseId, InstitutionPath institution, long version, Change change) {
        jdbc.sql(ADD_CHANGE)
                .param("id", id)
                .param("case", caseId)
                .param("institution", institution.value())
                .param("version", version)
                .param("field", change.field())
                .param("before", change.before())
                .param("after", change.after())
                .param("reason", change.reason() == null ? null : secrets.seal(caseId, change.reason()))
                .param("by", change.by())
                .param("at", utc(change.at()))
                .update();
    }

    List<Change> changes(UUID caseId) {
        return jdbc.sql(CHANGES)
                .param("case", caseId)
                .query((rs, n) -> {
                    var reason = rs.getBytes("reason");
                    return new Change(
                            rs.getString("field"),
                            rs.getString("before"),
                            rs.getString("after"),
                            reason == null ? null : secrets.open(caseId, reason),
                            rs.getObject("changed_by", UUID.class),
                            rs.getObject("changed_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
