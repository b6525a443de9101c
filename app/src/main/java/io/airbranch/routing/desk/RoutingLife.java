package io.airbranch.routing.desk;

import io.airbranch.acd.Command;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Medium;
import io.airbranch.acd.Snapshot;
import io.airbranch.acd.Step;
import io.airbranch.agent.Agents;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.Contacts;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.routing.figures.WorkTimes;
import io.airbranch.routing.journal.JournalRows;
import io.airbranch.routing.journal.JournalRows.Domain;
import io.airbranch.routing.journal.OfferIds;
import io.airbranch.routing.journal.Replay;
import io.airbranch.routing.journal.Trimming;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.routing.telling.Telling;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Start and stop of routing. A start takes the journal over, rebuilds the engine from the last snapshot and what was decided since,
 * tells contacts again what they may not have heard, and then puts right what happened while nobody decided.
 */
@Component
class RoutingLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingLife.class);

    /** After agents' presence, before anybody can connect. */
    private static final int PHASE = 200;

    private static final Duration KEPT_FIGURES = Duration.ofHours(50);

    private final JournalRows journal;
    private final Replay replay;
    private final Trimming trimming;
    private final Dispatcher dispatcher;
    private final Telling telling;
    private final RoutingDesk desk;
    private final QueueBook queues;
    private final DayFigures figures;
    private final WorkTimes times;
    private final FigureRows figureRows;
    private final AgentHomes homes;
    private final Agents agents;
    private final Contacts contacts;
    private final Clock clock;

    RoutingLife(
            JournalRows journal,
            Replay replay,
            Trimming trimming,
            Dispatcher dispatcher,
            Telling telling,
            RoutingDesk desk,
            QueueBook queues,
            DayFigures figures,
            WorkTimes times,
            FigureRows figureRows,
            AgentHomes homes,
            Agents agents,
            Contacts contacts,
            Clock clock) {
        this.journal = journal;
        this.replay = replay;
        this.trimming = trimming;
        this.dispatcher = dispatcher;
        this.telling = telling;
        this.desk = desk;
        this.queues = queues;
        this.figures = figures;
        this.times = times;
        this.figureRows = figureRows;
        this.homes = homes;
        this.agents = agents;
        this.contacts = contacts;
        this.clock = clock;
    }

    @Override
    public void start() {
        var domain = journal.takeOver();
        queues.load();
        var now = clock.instant();
        figures.load(figureRows.halfHoursSince(now.minus(KEPT_FIGURES)));
        var engine = replay.begun(domain);
        times.begin(engine.snapshot(), figureRows.countedUntil(now.minus(KEPT_FIGURES)), now);
        var ids = new OfferIds(domain.id());
        desk.begin(ids);
        telling.begin(
                ids,
                engine.agents()
                        .flatMap(a -> engine.offersOf(a.agent()).stream())
                        .map(o -> RoutingDesk.offer(o, ids))
                        .toList(),
                domain.last());
        tellAgain(domain);
        dispatcher.start(engine, domain.epoch(), domain.last(), telling, replay::upTo);
        Scope.within(Scope.system(), this::putRight);
        trimming.start();
        LOG.info(
                "Routing decides from record {} in epoch {}: {} contacts, {} queues",
                domain.last(),
                domain.epoch(),
                engine.contacts().size(),
                queues.all().size());
    }

    /** What was decided but perhaps not told before the end; contacts know by its key what they have. */
    private void tellAgain(Domain domain) {
        var told = new ArrayList<CompletableFuture<Boolean>>();
        journal.forEachAfter(domain.heard(), numbered -> told.add(telling.tellAgain(numbered)));
        var all = CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
        all.orTimeout(30, TimeUnit.SECONDS).join();
        LOG.debug("{} records told again", told.size());
    }

    private void putRight() {
        var commands = new ArrayList<Command>();
        queues.all().forEach(q -> commands.add(QueueBook.profile(q)));
        for (var agent : agents.all()) {
            homes.put(agent.id(), agent.home());
            commands.add(Hearing.profile(agent));
        }
        // Also those who have connected since the first line of this start: their consoles tell again within the grace.
        commands.add(0, new Command.DisconnectAll());
        reconcile(commands);
        var done = commands.stream().map(dispatcher::submit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(done).orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void reconcile(List<Command> commands) {
        var known = new HashMap<UUID, Snapshot.Contact>();
        dispatcher
                .ask(engine -> engine.snapshot().contacts())
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .forEach(c -> known.put(c.id(), c));
        var live = contacts.live();
        var lost = live.stream()
                .filter(contact -> contact.state() == Contact.State.WAITING && !known.containsKey(contact.id()))
                .map(Contact::id)
                .toList();
        var placed = journal.lastPlaced(lost);
        for (var contact : live) {
            alive(contact, known.remove(contact.id()), placed.get(contact.id()), commands);
        }
        contacts.findAll(known.keySet()).forEach(over -> {
            known.remove(over.id());
            commands.add(
                    over.state() == Contact.State.ENDED
                            ? new Command.End(over.id(), "ended")
                            : new Command.Free(over.id()));
        });
        known.keySet().forEach(unknown -> commands.add(new Command.Free(unknown)));
    }

    private static void alive(
            Contact contact, Snapshot.@Nullable Contact known, Fact.@Nullable Placed placed, List<Command> commands) {
        var queue = contact.queue();
        var agent = contact.agent();
        var since = contact.queuedAt() == null ? contact.openedAt() : contact.queuedAt();
        switch (contact.state()) {
            case WAITING -> {
                if (known == null && queue != null) {
                    commands.add(placeAgain(contact, queue, since, placed));
                }
            }
            case ACTIVE -> {
                boolean same = known != null
                        && known.phase() == Snapshot.Phase.SERVED
                        && agent != null
                        && agent.equals(known.agent());
                if (!same && queue != null && agent != null) {
                    commands.add(new Command.Restore(
                            contact.id(), agent, queue, contact.language(), since, medium(contact.channel())));
                }
            }
            case OPEN, ENDED, WRAPPED -> {}
        }
    }

    private static Medium medium(Channel channel) {
        return switch (channel) {
            case CHAT, SMS, WECHAT -> Medium.CHAT;
            case VOICE -> Medium.VOICE;
            case VIDEO -> Medium.VIDEO;
            case MAIL -> Medium.MAIL;
        };
    }

    /** With the priority, tier and steps it was placed with; a transfer since has other colleagues in mind, and keeps the priority. */
    private static Command.Place placeAgain(Contact contact, UUID queue, Instant since, Fact.@Nullable Placed placed) {
        if (placed == null) {
            return new Command.Place(
                    contact.id(), queue, contact.language(), 0, since, List.of(), medium(contact.channel()), 0, null);
        }
        var steps = placed.queue().equals(queue) ? placed.steps() : List.<Step>of();
        return new Command.Place(
                contact.id(),
                queue,
                contact.language(),
                placed.priority(),
                placed.since(),
                steps,
                placed.medium(),
                placed.tier(),
                placed.seed());
    }

    @Override
    public void stop() {
        trimming.stop();
        dispatcher.stop();
    }

    @Override
    public boolean isRunning() {
        return dispatcher.running();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
