package io.airbranch.access.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Entries as comma-separated values (RFC 4180) for a spreadsheet: with a byte order mark, and with no cell that it would compute. */
final class AuditCsv {
    private static final List<String> HEAD = List.of(
            "seq",
            "at",
            "actor",
            "actor_name",
            "action",
            "subject_kind",
            "subject",
            "institution",
            "purpose",
            "detail",
            "previous",
            "hash");

    private final Writer out;
    private final JsonMapper json;
    private final Function<UUID, String> names;

    /** @param names the operator's user name, empty for one who is not known any more */
    AuditCsv(Writer out, JsonMapper json, Function<UUID, String> names) {
        this.out = out;
        this.json = json;
        this.names = names;
    }

    void head() throws IOException {
        out.write('\uFEFF');
        line(HEAD);
    }

    void row(AuditTable.Row row) throws IOException {
        var actor = row.actor();
        line(List.of(
                Long.toString(row.seq()),
                row.at().toString(),
                actor == null ? "" : actor.toString(),
                actor == null ? "" : names.apply(actor),
                row.action(),
                row.subjectKind(),
                row.subject(),
                row.institution(),
                orEmpty(row.purpose()),
                written(row.detail()),
                row.previous(),
                row.hash()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String written(Map<String, String> detail) {
        return detail.isEmpty() ? "" : json.writeValueAsString(new TreeMap<>(detail));
    }

    private void line(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(cell(cells.get(i)));
        }
        out.write("\r\n");
    }

    static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? safe
                : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
