package io.airbranch.chat.widget;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.chat.Widget;
import io.airbranch.chat.Widgets;
import io.airbranch.routing.Queues;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Nothing;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code chat.widget}. Widgets by key are kept in memory: every socket asks for one. */
@Component
class WidgetStore implements Widgets, InstitutionUse {
    private static final String KEPT_AT = "select exists (select from chat.widget where institution = ?)";
    private static final String FIND = "select settings, version from chat.widget where id = ?";
    private static final String BY_KEY = "select settings, version from chat.widget where key = ?";
    private static final String WITHIN =
            "select settings, version from chat.widget where institution ^@ ? order by institution, key";
    private static final String ALL = "select settings, version from chat.widget";
    private static final String INSERT = """
            insert into chat.widget (id, key, institution, settings, active, version) values (?, ?, ?, ?::jsonb, ?, 1)
            on conflict (id) do nothing
            """;
    private static final String UPDATE = """
            update chat.widget set key = ?, institution = ?, settings = ?::jsonb, active = ?, version = version + 1
            where id = ? and version = ?
            """;
    private static final String DELETE = "delete from chat.widget where id = ?";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Queues queues;
    private final Map<String, Widget> byKey = new ConcurrentHashMap<>();

    WidgetStore(JdbcClient jdbc, Queues queues) {
        this.jdbc = jdbc;
        this.queues = queues;
    }

    @Override
    public Optional<Widget> find(UUID id) {
        return jdbc.sql(FIND).param(id).query((rs, i) -> widget(rs)).optional();
    }

    @Override
    public Optional<Widget> byKey(String key) {
        var known = byKey.get(key);
        if (known == null) {
            var read = Scope.within(
                    Scope.system(),
                    () -> jdbc.sql(BY_KEY)
                            .param(key)
                            .query((rs, i) -> widget(rs))
                            .optional());
            read.ifPresent(widget -> byKey.put(key, widget));
            known = read.orElse(null);
        }
        return Optional.ofNullable(known)
                .filter(widget -> Scope.current().sees(widget.institution().value()));
    }

    List<Widget> all() {
        return jdbc.sql(ALL).query((rs, i) -> widget(rs)).list();
    }

    @Override
    public List<Widget> within(InstitutionPath path) {
        return jdbc.sql(WITHIN).param(path.value()).query((rs, i) -> widget(rs)).list();
    }

    @Override
    public Outcome<Widget> save(Widget widget) {
        var wrong = wrong(widget);
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        try {
            int rows = widget.version() == 0 ? insert(widget) : update(widget);
            if (rows == 0) {
                return Outcome.refused(Refusal.conflict(
                        "widget.stale",
                        "Widget " + widget.key() + " was changed by somebody else since version " + widget.version()
                                + "; load it again",
                        "id",
                        widget.id(),
                        "version",
                        widget.version()));
            }
        } catch (DuplicateKeyException e) {
            return Outcome.refused(Refusal.conflict(
                    "widget.key-taken", "Another widget has the key '" + widget.key() + "'", "key", widget.key()));
        }
        forget();
        return Outcome.done(find(widget.id()).orElseThrow());
    }

    private int insert(Widget widget) {
        return jdbc.sql(INSERT)
                .params(
                        widget.id(),
                        widget.key(),
                        widget.institution().value(),
                        JSON.writeValueAsString(widget),
                        widget.active())
                .update();
    }

    private int update(Widget widget) {
        return jdbc.sql(UPDATE)
                .params(
                        widget.key(),
                        widget.institution().value(),
                        JSON.writeValueAsString(widget),
                        widget.active(),
                        widget.id(),
                        widget.version())
                .update();
    }

    @Override
    public Outcome<Nothing> delete(UUID id) {
        int rows = jdbc.sql(DELETE).param(id).update();
        forget();
        return rows == 1
                ? Outcome.done()
                : Outcome.refused(Refusal.notFound("widget.unknown", "There is no widget " + id, "id", id));
    }

    /** Once the change can be read by others: forgotten earlier, the old one would be remembered anew. */
    private void forget() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            byKey.clear();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                byKey.clear();
            }
        });
    }

    private @Nullable Refusal wrong(Widget widget) {
        var wrong = WidgetRules.wrong(widget);
        return wrong != null ? wrong : unknownQueue(widget);
    }

    /** Whoever names a queue anew must see it: otherwise one bank's customers could be sent into another's line. */
    private @Nullable Refusal unknownQueue(Widget widget) {
        var named = find(widget.id()).map(WidgetStore::queuesOf).orElse(Set.of());
        for (var queue : queuesOf(widget)) {
            if (!named.contains(queue) && queues.find(queue).isEmpty()) {
                return WidgetRules.invalid(
                        queue.equals(widget.queue()) ? "queue" : "topics", queue, "a queue that you see");
            }
        }
        return null;
    }

    private static Set<UUID> queuesOf(Widget widget) {
        return Stream.concat(
                        Stream.of(widget.queue()),
                        widget.topics().stream().map(Widget.Topic::queue).filter(Objects::nonNull))
                .collect(Collectors.toSet());
    }

    private static Widget widget(ResultSet rs) throws SQLException {
        var w = JSON.readValue(rs.getString(1), Widget.class);
        return new Widget(
                w.id(),
                w.key(),
                w.institution(),
                w.queue(),
                w.title(),
                w.greeting(),
                w.colour(),
                w.topics(),
                w.quickReplies(),
                w.origins(),
                w.languages(),
                w.closedMessage(),
                w.graceSeconds(),
                w.active(),
                rs.getLong(2));
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("widgets")
                : Optional.empty();
    }
}
