package io.airbranch.chat.reply;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.chat.CannedReplies;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Nothing;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code chat.canned_reply}. */
@Component
class CannedReplyStore implements CannedReplies, InstitutionUse {
    private static final String KEPT_AT = "select exists (select from chat.canned_reply where institution = ?)";
    private static final String COLUMNS =
            "select id, institution, owner, language, shortcut, title, text, version from chat.canned_reply ";
    private static final String FIND = COLUMNS + "where id = ?";
    private static final String USABLE = COLUMNS + """
            where language = ? and (owner = ? or owner is null and ? ^@ institution)
            order by shortcut, owner is not null, length(institution)
            """;
    private static final String OWN = COLUMNS + "where owner = ? order by language, shortcut";
    private static final String COUNT_OWN = "select count(*) from chat.canned_reply where owner = ?";
    private static final String WITHIN =
            COLUMNS + "where institution ^@ ? and owner is null order by institution, language, shortcut";
    private static final String INSERT = """
            insert into chat.canned_reply (id, institution, owner, language, shortcut, title, text, version)
            values (:id, :institution, :owner, :language, :shortcut, :title, :text, 1) on conflict (id) do nothing
            """;
    private static final String UPDATE = """
            update chat.canned_reply
               set institution = :institution, language = :language, shortcut = :shortcut, title = :title, text = :text,
                   version = version + 1
             where id = :id and owner is not distinct from :owner and version = :version
            """;
    private static final String DELETE = "delete from chat.canned_reply where id = ?";

    private static final Pattern SHORTCUT = Pattern.compile("[\\p{L}\\p{N}_-]{1,20}");
    private static final int TEXT_LIMIT = 2_000;
    private static final int TITLE_LIMIT = 60;
    private static final int OWN_LIMIT = 200;

    private final JdbcClient jdbc;

    CannedReplyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<CannedReply> find(UUID id) {
        return any(id).filter(reply -> reply.owner() == null);
    }

    private Optional<CannedReply> any(UUID id) {
        return jdbc.sql(FIND).param(id).query((rs, i) -> reply(rs)).optional();
    }

    /** A group's sentences serve all its institutions, also for those whose scope ends below the group: hence the system's scope. */
    @Override
    public List<CannedReply> usableBy(UUID operator, InstitutionPath institution, String language) {
        var nearest = new LinkedHashMap<String, CannedReply>();
        Scope.within(
                        Scope.system(),
                        () -> jdbc.sql(USABLE)
                                .params(language, operator, institution.value())
                                .query((rs, i) -> reply(rs))
                                .list())
                .forEach(reply -> nearest.put(reply.shortcut(), reply));
        return List.copyOf(nearest.values());
    }

    @Override
    public List<CannedReply> ownOf(UUID operator) {
        return Scope.within(
                Scope.system(),
                () -> jdbc.sql(OWN).param(operator).query((rs, i) -> reply(rs)).list());
    }

    @Override
    public List<CannedReply> within(InstitutionPath path) {
        return jdbc.sql(WITHIN).param(path.value()).query((rs, i) -> reply(rs)).list();
    }

    @Override
    public Outcome<CannedReply> save(CannedReply reply) {
        var wrong = wrong(reply) == null ? oneTooMany(reply) : wrong(reply);
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        try {
            int rows = reply.version() == 0 ? insert(reply) : update(reply);
            return rows == 1
                    ? Outcome.done(any(reply.id()).orElseThrow())
                    : Outcome.refused(Refusal.conflict(
                            "canned-reply.stale",
                            "Reply '" + reply.shortcut() + "' was changed by somebody else; load it again",
                            "id",
                            reply.id()));
        } catch (DuplicateKeyException e) {
            return Outcome.refused(Refusal.conflict(
                    "canned-reply.shortcut-taken",
                    "Shortcut '" + reply.shortcut() + "' is taken in "
                            + reply.institution().value(),
                    "field",
                    "shortcut",
                    "shortcut",
                    reply.shortcut()));
        }
    }

    private int insert(CannedReply reply) {
        return bound(INSERT, reply).update();
    }

    private int update(CannedReply reply) {
        return bound(UPDATE, reply).param("version", reply.version()).update();
    }

    private JdbcClient.StatementSpec bound(String sql, CannedReply reply) {
        return jdbc.sql(sql)
                .param("id", reply.id())
                .param("institution", reply.institution().value())
                .param("owner", reply.owner(), Types.OTHER)
                .param("language", reply.language())
                .param("shortcut", reply.shortcut())
                .param("title", reply.title())
                .param("text", reply.text());
    }

    @Override
    public Outcome<Nothing> delete(UUID id) {
        return jdbc.sql(DELETE).param(id).update() == 1
                ? Outcome.done()
                : Outcome.refused(Refusal.notFound("canned-reply.unknown", "There is no canned reply " + id, "id", id));
    }

    private @Nullable Refusal oneTooMany(CannedReply reply) {
        var owner = reply.owner();
        return owner != null
                        && reply.version() == 0
                        && jdbc.sql(COUNT_OWN).param(owner).query(Integer.class).single() >= OWN_LIMIT
                ? Refusal.conflict(
                        "canned-reply.too-many",
                        "You have " + OWN_LIMIT + " replies of your own. Delete one that you do not use",
                        "most",
                        OWN_LIMIT)
                : null;
    }

    private static @Nullable Refusal wrong(CannedReply reply) {
        if (!reply.language().equals("zh") && !reply.language().equals("en")) {
            return invalid("language", reply.language(), "zh or en");
        }
        if (!SHORTCUT.matcher(reply.shortcut()).matches()) {
            return invalid("shortcut", reply.shortcut(), "1 to 20 letters, digits, - or _");
        }
        if (reply.title().isBlank() || reply.title().length() > TITLE_LIMIT) {
            return invalid("title", reply.title(), "1 to " + TITLE_LIMIT + " characters");
        }
        return reply.text().isBlank() || reply.text().length() > TEXT_LIMIT
                ? invalid("text", reply.text().length(), "1 to " + TEXT_LIMIT + " characters")
                : null;
    }

    private static Refusal invalid(String field, Object value, String wanted) {
        return Refusal.invalid(
                "canned-reply.invalid",
                field + " is '" + value + "'; it must be " + wanted,
                "field",
                field,
                "value",
                value);
    }

    private static CannedReply reply(ResultSet rs) throws SQLException {
        return new CannedReply(
                rs.getObject(1, UUID.class),
                new InstitutionPath(rs.getString(2)),
                rs.getObject(3, UUID.class),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getString(7),
                rs.getLong(8));
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("replies")
                : Optional.empty();
    }
}
