package io.airbranch.desk.act;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.contact.Contacts;
import io.airbranch.desk.live.Notices;
import io.airbranch.desk.picture.Cards;
import io.airbranch.desk.picture.FloorPicture;
import io.airbranch.desk.picture.Mine;
import io.airbranch.desk.picture.Shapes.ContactCard;
import io.airbranch.desk.picture.Shapes.FloorAgent;
import io.airbranch.desk.picture.Shapes.FloorQueue;
import io.airbranch.desk.picture.Shapes.Me;
import io.airbranch.desk.picture.Shapes.PresenceNow;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The desk over HTTP: myself, offers, the floor. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "desk", description = "Myself, my offers, the floor")
class DeskController {
    private final Mine mine;
    private final Agents agents;
    private final Operators operators;
    private final Routing routing;
    private final Contacts contacts;
    private final Cards cards;
    private final FloorPicture floor;
    private final Notices notices;
    private final Guard guard;
    private final AuditTrail audit;
    private final Clock clock;

    DeskController(
            Mine mine,
            Agents agents,
            Operators operators,
            Routing routing,
            Contacts contacts,
            Cards cards,
            FloorPicture floor,
            Notices notices,
            Guard guard,
            AuditTrail audit,
            Clock clock) {
        this.mine = mine;
        this.agents = agents;
        this.operators = operators;
        this.routing = routing;
        this.contacts = contacts;
        this.cards = cards;
        this.floor = floor;
        this.notices = notices;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/me")
    @Operation(summary = "Who I am, what I may, how I stand")
    Me me() {
        return mine.me(guard.current());
    }

    record PresenceRequest(
            @NotNull @Pattern(regexp = "ready|away|offline") String state,
            @Nullable @Size(max = 64) String reason) {
        Presence.State wanted() {
            return Presence.State.valueOf(state.toUpperCase(Locale.ROOT));
        }
    }

    @PutMapping("/me/presence")
    @Operation(summary = "Ready for contacts, or away with a reason")
    PresenceNow become(@Valid @RequestBody PresenceRequest asked) {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        var me = guard.current();
        var presence = agents.become(me.id(), asked.wanted(), asked.reason()).orElseThrow();
        return PresenceNow.of(presence, mine.me(me).presence().afterContact());
    }

    @PostMapping("/offers/{id}/accept")
    @Operation(summary = "Take the contact that is offered to me")
    ContactCard accept(@PathVariable UUID id) {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        var taken = routing.accept(id, guard.current().id()).orElseThrow();
        return Scope.within(
                Scope.system(), () -> cards.of(contacts.find(taken.contact()).orElseThrow()));
    }

    record DeclineRequest(@Nullable @Size(max = 200) String reason) {}

    @PostMapping("/offers/{id}/decline")
    @Operation(summary = "Let the next colleague have it")
    Map<String, UUID> decline(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable DeclineRequest asked) {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        var _ = routing.decline(id, guard.current().id(), asked == null ? null : asked.reason())
                .orElseThrow();
        return Map.of("offer", id);
    }

    record FloorNow(List<FloorQueue> queues, List<FloorAgent> agents, Instant at) {}

    @GetMapping("/floor")
    @Operation(summary = "Queues and agents of the institutions in which I may watch the floor")
    FloorNow floor() {
        guard.requireAnywhere(Right.FLOOR_WATCH);
        var rows = floor.whole(guard.current());
        return new FloorNow(rows.queues(), rows.agents(), clock.instant());
    }

    @PostMapping("/floor/agents/{id}/presence")
    @Operation(summary = "Set an agent ready or away as a supervisor", description = "Audited; the agent is told")
    PresenceNow setPresence(@PathVariable UUID id, @Valid @RequestBody PresenceRequest asked) {
        guard.requireAnywhere(Right.FLOOR_ACT);
        var home = home(id).orElseThrow();
        guard.require(Right.FLOOR_ACT, home);
        var presence = agents.become(id, asked.wanted(), asked.reason()).orElseThrow();
        var me = guard.current();
        audit.record(new AuditTrail.Entry(
                me.id(), "agent.presence", "operator", id.toString(), home, null, Map.of("state", asked.state())));
        notices.tell(
                id,
                "info",
                "presence.changed",
                Map.of("by", me.name(), "state", asked.state(), "reason", asked.reason() == null ? "" : asked.reason()),
                null,
                null);
        return PresenceNow.of(presence, 0);
    }

    private Outcome<InstitutionPath> home(UUID agent) {
        return operators
                .find(agent)
                .map(o -> Outcome.done(o.home()))
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "agent.unknown", "There is no agent " + agent + " within your institutions", "agent", agent)));
    }
}
