package io.airbranch.sim.bench;

import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.ServerProcess;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.wire.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Counts what goes wrong when many come at once, lines break, answers are lost and the server dies. Baselines are what a peer written in
 * Java showed on two cores.
 */
final class ChatRaces {
    private static final int AGENTS = 20;
    private static final int LINES = 100;
    private static final Duration BREAK = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Crew crew;
    private final List<Figure> figures = new ArrayList<>();

    private ChatRaces(Crew crew) {
        this.crew = crew;
    }

    static Report run(Options options) {
        var settings = new LinkedHashMap<String, Object>(Map.of("agents", AGENTS, "break", BREAK.toSeconds() + " s"));
        var url = options.text("url");
        List<Figure> figures;
        if (url.isPresent()) {
            settings.put("restart", "left out: a server that was not started here is not killed");
            try (var loop = new Loop()) {
                figures = of(url.get(), loop).races();
            }
        } else {
            try (var loop = new Loop();
                    var server = ServerProcess.start(Root.folder(), Crew.LIMITS)) {
                var races = of(server.url(), loop);
                figures = races.races();
                races.restart(server);
            }
        }
        return new Report("chat-races", Machine.describe(), settings, Machine.commit(Root.folder()), figures);
    }

    private static ChatRaces of(String url, Loop loop) {
        return new ChatRaces(Crew.at(Centre.at(url, loop)));
    }

    private List<Figure> races() {
        manyReadyAtOnce(200);
        manyArriveAtOnce(250);
        brokenLines();
        repeatedLines();
        return figures;
    }

    /** Everybody waits; then all agents turn ready in the same moment, with just enough room for all. */
    private void manyReadyAtOnce(int visitors) {
        Progress.say(visitors + " visitors wait, " + AGENTS + " agents turn ready at once");
        var shown = new Shown();
        var site = crew.open("race-ready", AGENTS, visitors / AGENTS, shown);
        var customers = site.connect(visitors, shown);
        Site.start(customers, "您好");
        long begin = System.nanoTime();
        site.ready();
        Await.upTo(SOON, () -> shown.joined() == visitors);
        double seconds = Math.max(1e-3, (shown.lastJoin() - begin) / 1e9);
        figures.add(Figure.exactly("ready-at-once.shown-to-several", shown.shownToSeveral(), "visitors", 0)
                .beside(25));
        figures.add(Figure.exactly("ready-at-once.waiting-beside-free-slots", visitors - shown.joined(), "visitors", 0)
                .beside(174));
        figures.add(Figure.stated("ready-at-once.assignments", shown.joined() / seconds, "assignments/s")
                .beside(34));
        site.leave(customers);
    }

    private void manyArriveAtOnce(int visitors) {
        Progress.say(visitors + " visitors arrive at once, " + AGENTS + " agents are ready");
        var shown = new Shown();
        var site = crew.open("race-arrive", AGENTS, 20, shown);
        site.ready();
        var customers = site.connect(visitors, shown);
        long begin = System.nanoTime();
        Site.start(customers, "您好");
        Await.upTo(SOON, () -> shown.joined() == visitors);
        var perAgent = shown.perAgent();
        int most = perAgent.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int idle = AGENTS - perAgent.size();
        double fair = Math.ceil(visitors / (double) AGENTS);
        figures.add(
                Figure.exactly("arrive-at-once.idle-agents", idle, "agents", 0).beside(19));
        // One more than the fair share is the slack of offers under way.
        figures.add(Figure.below("arrive-at-once.most-at-one-agent", most, "visitors", fair + 2)
                .beside(visitors));
        figures.add(Figure.exactly("arrive-at-once.waiting", visitors - shown.joined(), "visitors", 0));
        figures.add(Figure.stated(
                        "arrive-at-once.assignments",
                        shown.joined() / Math.max(1e-3, (shown.lastJoin() - begin) / 1e9),
                        "assignments/s")
                .beside(34));
        site.leave(customers);
    }

    /** One side's line is gone for ten seconds while the other goes on writing. */
    private void brokenLines() {
        Progress.say("lines break for " + BREAK.toSeconds() + " s");
        var load = new ChatLoad();
        var site = crew.open("race-break", 2, 1, load);
        var customers = site.connect(2, load);
        site.ready();
        Site.start(customers, "您好");
        Await.until("both are served", SOON, () -> load.pairs().size() == 2);
        var first = load.pairs().getFirst();
        var second = load.pairs().getLast();

        first.customer().breakLine();
        second.agent().breakLine();
        var answers = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < LINES; i++) {
            answers.add(
                    first.agent().say(first.contact(), "0|" + first.toCustomer().write() + "|0|"));
            answers.add(second.customer().say("0|" + second.toAgent().write() + "|0|"));
            Await.pause(BREAK.dividedBy(LINES));
        }
        long refused = answers.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
        var _ = first.customer().connect();
        var _ = second.agent().connect();
        Await.upTo(
                SOON,
                () -> first.toCustomer().missing() == 0 && second.toAgent().missing() == 0);
        figures.add(Figure.exactly(
                        "customer-line-broken.missing-without-reload",
                        first.toCustomer().missing(),
                        "lines",
                        0)
                .beside(LINES));
        figures.add(Figure.exactly(
                        "agent-line-broken.missing-without-reload",
                        second.toAgent().missing(),
                        "lines",
                        0)
                .beside(LINES));
        figures.add(
                Figure.exactly("line-broken.lines-refused", refused, "lines", 0).beside(LINES));
        figures.add(Figure.exactly(
                        "line-broken.conversations-ended",
                        (first.customer().ended() ? 1 : 0) + (second.customer().ended() ? 1 : 0),
                        "conversations",
                        0)
                .beside(1));
        figures.add(Figure.exactly(
                "line-broken.doubled", load.sum(Tally::doubled) + load.sum(Tally::outOfOrder), "lines", 0));
        site.leave(customers);
    }

    /** Each line is sent three times under its id, as by a client whose answers are lost. */
    private void repeatedLines() {
        Progress.say("lines are sent again");
        var load = new ChatLoad();
        var site = crew.open("race-repeat", 1, 1, load);
        var customers = site.connect(1, load);
        site.ready();
        Site.start(customers, "您好");
        Await.until("the visitor is served", SOON, () -> load.pairs().size() == 1);
        var pair = load.pairs().getFirst();
        for (int i = 0; i < LINES / 2; i++) {
            var id = UUID.randomUUID().toString();
            var fromCustomer = "0|" + pair.toAgent().write() + "|0|";
            var fromAgent = "0|" + pair.toCustomer().write() + "|0|";
            var first = pair.customer().say(id, fromCustomer);
            var agentId = UUID.randomUUID().toString();
            var second = pair.agent().say(agentId, pair.contact(), fromAgent);
            for (int again = 0; again < 2; again++) {
                pair.customer().repeat(id, fromCustomer);
                pair.agent().repeat(agentId, pair.contact(), fromAgent);
            }
            CompletableFuture.allOf(first, second).join();
            // Under the frame limit of a socket, 20 a second.
            Await.pause(Duration.ofMillis(160));
        }
        Await.upTo(SOON, () -> load.sum(Tally::missing) == 0);
        figures.add(Figure.exactly("sent-again.doubled", load.sum(Tally::doubled), "lines", 0)
                .beside(LINES));
        figures.add(Figure.exactly("sent-again.missing", load.sum(Tally::missing), "lines", 0));
        site.leave(customers);
    }

    /** The power fails under load; half of the agents do not come back. */
    private void restart(ServerProcess server) {
        Progress.say("kill -9 of server and database under load, half of the agents stay away");
        int visitors = 100;
        var load = new ChatLoad();
        var site = crew.open("race-restart", AGENTS, 3 * visitors / AGENTS, load);
        var customers = new ArrayList<>(site.connect(visitors, load));
        site.ready();
        Site.start(customers, "您好");
        Await.until("all are served", SOON, () -> load.pairs().size() == visitors);

        var gone = site.agents().subList(0, AGENTS / 2).stream()
                .map(a -> a.username())
                .toList();
        var staying = load.pairs().stream()
                .filter(p -> !gone.contains(p.agent().username()))
                .toList();
        var running = CompletableFuture.supplyAsync(() -> load.run(200, Duration.ofSeconds(15), staying));
        Await.pause(Duration.ofSeconds(5));
        server.killAll();
        site.agents().subList(0, AGENTS / 2).forEach(agent -> agent.breakLine());
        server.start();
        var result = running.join();
        Await.upTo(SOON, () -> load.missing(staying) == 0);

        var late = site.connect(AGENTS, load);
        customers.addAll(late);
        Site.start(late, "您好");
        boolean all =
                Await.upTo(Duration.ofMinutes(2), () -> load.servedBy(gone) == 0 && load.joined() == visitors + AGENTS);
        figures.add(
                Figure.stated("restart.ready-again", server.startSeconds(), "s").beside(23));
        figures.add(Figure.exactly("restart.acknowledged-lost", load.missing(staying), "lines", 0));
        figures.add(Figure.exactly("restart.doubled", load.sum(Tally::doubled), "lines", 0));
        figures.add(Figure.exactly("restart.out-of-order", load.sum(Tally::outOfOrder), "lines", 0));
        figures.add(Figure.exactly("restart.refused", result.refused(), "lines", 0));
        figures.add(Figure.exactly("restart.unanswered", result.unanswered(), "lines", 0));
        figures.add(Figure.exactly("restart.visitors-at-absent-agents", all ? 0 : load.servedBy(gone), "visitors", 0));
        figures.add(Figure.exactly("restart.visitors-unserved", visitors + AGENTS - load.joined(), "visitors", 0));
        site.leave(customers);
    }
}
