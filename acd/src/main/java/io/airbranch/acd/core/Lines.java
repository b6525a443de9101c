package io.airbranch.acd.core;

import io.airbranch.acd.Medium;
import io.airbranch.acd.Step;
import io.airbranch.acd.Trait;
import io.airbranch.acd.index.Roll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where contacts stand. In line of their queue, whether somebody is being asked for them or not; and, while nobody is, where those look
 * who could serve them: in the line of what they ask for, or with each colleague whom their step names.
 */
final class Lines {
    private static final int MEDIA = Medium.values().length;

    /** So many empty lines of a queue are kept for the next contact that asks for the same. */
    private static final int KEPT = 64;

    private final Traits traits;
    private final Map<UUID, AgentState> agents;
    private final long worth;
    final Buckets buckets = new Buckets();
    private final Map<UUID, Roll<ContactState>> namedBy = new HashMap<>();

    Lines(Traits traits, Map<UUID, AgentState> agents, long worth) {
        this.traits = traits;
        this.agents = agents;
        this.worth = worth;
    }

    /** Takes its place in its queue, by what is known of it now. */
    void enter(ContactState contact) {
        contact.rank(worth);
        contact.queue.roll.add(contact);
        list(contact);
    }

    void leave(ContactState contact) {
        unlist(contact);
        contact.queue.roll.remove(contact);
        if (contact.queue.roll.isEmpty()) {
            contact.queue.pace.emptied();
        }
    }

    /** Somebody is being asked: nobody else shall find it. It keeps its place. */
    void hide(ContactState contact) {
        if (contact.current().named()) {
            contact.current().agents().forEach(name -> unname(contact, name));
        } else if (contact.line != null) {
            remove(contact.line, contact);
        }
    }

    void show(ContactState contact) {
        if (contact.current().named()) {
            contact.current().agents().forEach(name -> name(contact, name));
        } else if (contact.line != null) {
            add(contact.line, contact);
        }
    }

    /** By its current step. */
    void list(ContactState contact) {
        var step = contact.current();
        if (step.named()) {
            contact.ofNamed = step.asks() == null ? null : traits.use(step.asks());
        } else {
            contact.line = lineFor(contact, step);
            contact.line.holders++;
        }
        show(contact);
    }

    void unlist(ContactState contact) {
        hide(contact);
        if (contact.ofNamed != null) {
            traits.release(contact.ofNamed);
            contact.ofNamed = null;
        }
        var line = contact.line;
        contact.line = null;
        if (line != null && --line.holders == 0) {
            forgetSome(line.queue);
        }
    }

    /** What the step asks for of a contact in this language. */
    static List<Trait> asks(List<Trait> ofQueue, Step step, String language) {
        if (step.named()) {
            return step.asks() == null ? List.of() : step.asks();
        }
        var asks = step.asks() == null ? ofQueue : step.asks();
        if (language.isEmpty() || asks.stream().anyMatch(t -> t.kind() == Trait.Kind.LANGUAGE)) {
            return step.asks() == null ? Trait.sorted(asks) : asks;
        }
        var all = new ArrayList<>(asks);
        all.add(Trait.language(language));
        return Trait.sorted(all);
    }

    private Line lineFor(ContactState contact, Step step) {
        var queue = contact.queue;
        Line[] lines;
        if (step.asks() == null) {
            lines = queue.byLanguage.computeIfAbsent(contact.language, l -> new Line[MEDIA]);
        } else {
            lines = queue.byAsks.computeIfAbsent(asks(queue.traits, step, contact.language), asks -> new Line[MEDIA]);
        }
        int medium = contact.medium.number();
        var line = lines[medium];
        if (line == null) {
            line = new Line(queue, contact.medium, traits.use(asks(queue.traits, step, contact.language)));
            lines[medium] = line;
        }
        return line;
    }

    private void add(Line line, ContactState contact) {
        if (line.roll.add(contact)) {
            changed(line);
        }
    }

    private void remove(Line line, ContactState contact) {
        if (line.roll.remove(contact)) {
            changed(line);
        }
    }

    private void changed(Line line) {
        var columns = line.requirement.columns(traits.holders());
        buckets.changed(line, columns.length == 0 ? Traits.EVERYBODY : columns[0]);
    }

    private void forgetSome(QueueState queue) {
        if (queue.byAsks.size() > KEPT) {
            queue.byAsks.values().removeIf(this::released);
        }
        if (queue.byLanguage.size() > KEPT) {
            queue.byLanguage.values().removeIf(this::released);
        }
    }

    /** Those of one medium each; true where none of them was needed. Contacts that are being offered come back to theirs. */
    private boolean released(@Nullable Line[] lines) {
        for (var line : lines) {
            if (line != null && line.holders > 0) {
                return false;
            }
        }
        for (var line : lines) {
            if (line != null) {
                traits.release(line.requirement);
            }
        }
        return true;
    }

    /** What the queue asks for has changed. Everybody leaves first and enters again afterwards. */
    void forgetLinesOf(QueueState queue) {
        queue.byLanguage.values().forEach(this::released);
        queue.byLanguage.clear();
        queue.byAsks.values().forEach(this::released);
        queue.byAsks.clear();
    }

    @Nullable Roll<ContactState> naming(UUID agent) {
        return namedBy.get(agent);
    }

    private void name(ContactState contact, UUID name) {
        var roll = namedBy.computeIfAbsent(name, n -> new Roll<>());
        roll.add(contact);
        var agent = agents.get(name);
        if (agent != null) {
            agent.named = roll;
        }
    }

    private void unname(ContactState contact, UUID name) {
        var roll = namedBy.get(name);
        if (roll == null) {
            return;
        }
        roll.remove(contact);
        if (roll.isEmpty()) {
            namedBy.remove(name);
            var agent = agents.get(name);
            if (agent != null) {
                agent.named = null;
            }
        }
    }
}
