package io.airbranch.chat.widget;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.Widget;
import io.airbranch.chat.Widgets;
import io.airbranch.chat.steward.Stewards;
import io.airbranch.chat.steward.Stewards.About;
import io.airbranch.chat.steward.Stewards.Steward;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final Steward<Widget> steward;
    private final Ids ids;

    WidgetController(Widgets widgets, Stewards stewards, Ids ids) {
        this.steward = stewards.of(
                widgets, new About<>("widget", Widget::id, Widget::institution, w -> Map.of("key", w.key())));
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
            @Nullable List<String> languages,
            @Nullable Name closedMessage,
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
                    languages == null ? Widget.LANGUAGES : languages,
                    closedMessage,
                    graceSeconds,
                    active,
                    stored);
        }
    }

    @GetMapping
    List<Widget> list() {
        return steward.list();
    }

    @GetMapping("/{id}")
    Widget get(@PathVariable UUID id) {
        return steward.get(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Widget create(@RequestBody Settings settings) {
        return steward.create(settings.widget(ids.next(), 0));
    }

    @PutMapping("/{id}")
    Widget change(@PathVariable UUID id, @RequestBody Settings settings) {
        return steward.change(settings.widget(id, settings.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        steward.delete(id);
    }

    @GetMapping("/{id}/snippet")
    Map<String, String> snippet(@PathVariable UUID id) {
        var widget = steward.get(id);
        var script = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/widget/airbranch.js")
                .toUriString();
        return Map.of("html", "<script src=\"" + script + "\" data-widget=\"" + widget.key() + "\" async></script>");
    }
}
