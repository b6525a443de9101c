package io.airbranch.chat;

import java.util.Optional;

/**
 * The widgets that the running scope sees. Guarded where people reach it: the administration's HTTP API.
 *
 * <p>Saving refuses {@code widget.stale}, {@code widget.key-taken}, {@code widget.invalid}; deleting {@code widget.unknown}.
 */
public interface Widgets extends Kept<Widget> {

    Optional<Widget> byKey(String key);
}
