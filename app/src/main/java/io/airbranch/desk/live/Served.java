package io.airbranch.desk.live;

import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.db.Scope;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who serves and who watches each contact that is not over, so that a line finds its consoles without asking the database. Follows the
 * contacts' events; what it does not know it reads once.
 */
@Component
public class Served {
    /** @param agent who serves it, also after its end until the wrap-up; @param watchers who reads along; @param stepped who writes beside */
    public record Place(
            UUID contact,
            InstitutionPath institution,
            @Nullable UUID agent,
            @Nullable UUID caseId,
            Set<UUID> watchers,
            Set<UUID> stepped) {

        /** Everybody whose consoles show it. */
        public Set<UUID> audience() {
            var all = new LinkedHashSet<>(watchers);
            all.addAll(stepped);
            if (agent != null) {
                all.add(agent);
            }
            return all;
        }

        public boolean mayWrite(UUID operator) {
            return operator.equals(agent) || stepped.contains(operator);
        }

        private Place served(@Nullable UUID by) {
            return new Place(contact, institution, by, caseId, watchers, stepped);
        }

        private Place filed(UUID newCase) {
            return new Place(contact, institution, agent, newCase, watchers, stepped);
        }

        private Place watched(UUID operator, boolean on) {
            return new Place(contact, institution, agent, caseId, with(watchers, operator, on), stepped);
        }

        private Place steppedIn(UUID operator, boolean on) {
            return new Place(contact, institution, agent, caseId, watchers, with(stepped, operator, on));
        }

        private static Set<UUID> with(Set<UUID> set, UUID operator, boolean on) {
            var changed = new HashSet<>(set);
            if (on) {
                changed.add(operator);
            } else {
                changed.remove(operator);
            }
            return Set.copyOf(changed);
        }
    }

    private final Map<UUID, Place> places = new ConcurrentHashMap<>();
    private final Contacts contacts;

    Served(Contacts contacts) {
        this.contacts = contacts;
    }

    @EventListener(ApplicationReadyEvent.class)
    void load() {
        Scope.within(Scope.system(), contacts::live).forEach(c -> places.putIfAbsent(c.id(), place(c)));
    }

    /** Read from the database where it is not known; empty for a contact that does not exist. */
    public Optional<Place> find(UUID contact) {
        var known = places.get(contact);
        if (known != null) {
            return Optional.of(known);
        }
        return Scope.within(Scope.system(), () -> contacts.find(contact)).map(found -> {
            var read = place(found);
            if (found.state() == Contact.State.WRAPPED) {
                return read;
            }
            var present = places.putIfAbsent(contact, read);
            return present == null ? read : present;
        });
    }

    /** What the operator reads along or has stepped into. */
    List<UUID> watchedBy(UUID operator) {
        return places.values().stream()
                .filter(p -> p.watchers().contains(operator) || p.stepped().contains(operator))
                .map(Place::contact)
                .toList();
    }

    public List<UUID> withCase(UUID caseId) {
        return places.values().stream()
                .filter(p -> caseId.equals(p.caseId()))
                .map(Place::contact)
                .toList();
    }

    /** What stands after the event. */
    Optional<Place> after(Recorded recorded) {
        var place = find(recorded.contact());
        if (place.isEmpty()) {
            return place;
        }
        var next = follow(place.get(), recorded.event());
        if (recorded.event() instanceof WrappedUp) {
            places.remove(recorded.contact());
        } else {
            places.computeIfPresent(recorded.contact(), (id, now) -> follow(now, recorded.event()));
        }
        return Optional.of(next);
    }

    private static Place follow(Place place, ContactEvent event) {
        return switch (event) {
            case Joined e -> place.served(e.agent());
            case Transferred e -> place.served(null);
            case Returned e -> place.served(null);
            case Watching e -> place.watched(e.operator(), e.on());
            case SteppedIn e -> place.steppedIn(e.operator(), e.on());
            case CaseAttached e -> place.filed(e.caseId());
            case Opened e -> place;
            case Identified e -> place;
            case Queued e -> place;
            case Offered e -> place;
            case OfferEnded e -> place;
            case Message e -> place;
            case Note e -> place;
            case AskedSolved e -> place;
            case Confirmed e -> place;
            case Ended e -> place;
            case WrappedUp e -> place;
        };
    }

    /** A contact that ended without a colleague needs nobody any more. */
    void forget(UUID contact) {
        places.remove(contact);
    }

    private static Place place(Contact contact) {
        return new Place(contact.id(), contact.institution(), contact.agent(), contact.caseId(), Set.of(), Set.of());
    }
}
