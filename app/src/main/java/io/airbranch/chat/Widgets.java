package io.airbranch.chat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The widgets that the running scope sees. Guarded where people reach it: the administration's HTTP API. */
public interface Widgets {

    Optional<Widget> find(UUID id);

    Optional<Widget> byKey(String key);

    List<Widget> within(InstitutionPath path);

    /**
     * Creates the widget, or changes it if {@code version} is that of the stored one. Refused: {@code widget.stale},
     * {@code widget.key-taken}, {@code widget.invalid}.
     */
    Outcome<Widget> save(Widget widget);

    /** Refused: {@code widget.unknown}. */
    Outcome<Outcome.Nothing> delete(UUID id);
}
