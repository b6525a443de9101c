package io.airbranch.chat.widget;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.chat.Widget;
import io.airbranch.chat.Widgets;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Administration of widgets. */
@RestController
@RequestMapping("/api/v1/admin/widgets")
class WidgetController {
    private final Widgets widgets;
    private final Guard guard;
    private final AuditTrail audit;
    private final Ids ids;

    WidgetController(Widgets widgets, Guard guard, AuditTrail audit, Ids ids) {
        this.widgets = widgets;
        this.guard = guard;
        this.audit = audit;
        this.ids = ids;
    }

    /** What an administrator writes; id and version come with the address and the stored row. */
    record Settings(
            String key,
            InstitutionPath institution,
            UUID queue,
            Name title,
            Name greeting,
            String colour,
            List<Widget.Topic> topics,
            List<Name> quickReplies,
            List<String> origins,
            int graceSeconds,
            boolean active,
            long version) {

        Widget widget(UUID id, long stored) {
            return new Widget(
                    id,
                    key,
                    institution,
                    queue,
                    title,
                    greeting,
                    colour,
                    topics,
                    quickReplies,
                    origins,
                    graceSeconds,
                    active,
                    stored);
        }
    }

    @GetMapping
    List<Widget> list() {
        guard.requireAnywhere(Right.CHANNEL_MANAGE);
        return guard.current().where(Right.CHANNEL_MANAGE).stream()
                .flatMap(path -> widgets.within(path).stream())
                .distinct()
                .toList();
    }

    @GetMapping("/{id}")
    Widget get(@PathVariable UUID id) {
        return required(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Widget create(@RequestBody Settings settings) {
        guard.require(Right.CHANNEL_MANAGE, settings.institution());
        return saved("widget.create", settings.widget(ids.next(), 0));
    }

    @PutMapping("/{id}")
    Widget change(@PathVariable UUID id, @RequestBody Settings settings) {
        required(id);
        guard.require(Right.CHANNEL_MANAGE, settings.institution());
        return saved("widget.change", settings.widget(id, settings.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        var widget = required(id);
        record("widget.delete", widget);
        widgets.delete(id).orElseThrow();
    }

    @GetMapping("/{id}/snippet")
    Map<String, String> snippet(@PathVariable UUID id) {
        var widget = required(id);
        var script = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/widget/airbranch.js")
                .toUriString();
        return Map.of("html", "<script src=\"" + script + "\" data-widget=\"" + widget.key() + "\" async></script>");
    }

    private Widget required(UUID id) {
        guard.requireAnywhere(Right.CHANNEL_MANAGE);
        var widget = widgets.find(id)
                .orElseThrow(() -> new RefusalException(Refusal.notFound(
                        "widget.unknown", "There is no widget " + id + " that you may see", "id", id)));
        guard.require(Right.CHANNEL_MANAGE, widget.institution());
        return widget;
    }

    private Widget saved(String action, Widget widget) {
        var saved = widgets.save(widget).orElseThrow();
        record(action, saved);
        return saved;
    }

    private void record(String action, Widget widget) {
        audit.record(new AuditTrail.Entry(
                guard.current().id(),
                action,
                "widget",
                widget.id().toString(),
                widget.institution(),
                null,
                Map.of("key", widget.key())));
    }
}
