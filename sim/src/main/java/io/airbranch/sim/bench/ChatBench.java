package io.airbranch.sim.bench;

import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.ServerProcess;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.CustomerClient;
import io.airbranch.sim.wire.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Lines committed and delivered to the other side, with thousands of sockets open; memory, start and idle cost beside it. */
final class ChatBench {
    private static final double RATE_REACH = 2_000;
    private static final double P99_REACH_MILLIS = 50;
    private static final double START_REACH_SECONDS = 20;
    private static final double IDLE_REACH_MEGABYTES = 700;
    private static final Duration SETTLE = Duration.ofMinutes(1);

    private record Settings(int sockets, int conversations, int agents, int rate, int seconds, int warm) {
        static Settings of(Options options) {
            return new Settings(
                    options.number("sockets", 5_000),
                    options.number("conversations", 400),
                    options.number("agents", 100),
                    options.number("rate", 2_000),
                    options.number("seconds", 30),
                    options.number("warm", 30));
        }

        int capacity() {
            return (conversations + agents - 1) / agents;
        }

        Map<String, Object> describe() {
            var settings = new LinkedHashMap<String, Object>();
            settings.put("sockets", sockets);
            settings.put("conversations", conversations);
            settings.put("agents", agents);
            settings.put("rate", rate + "/s");
            settings.put("seconds", seconds);
            settings.put("warm", warm);
            settings.put("server", Crew.LIMITS);
            return settings;
        }
    }

    private final Settings settings;
    private final List<Figure> figures = new ArrayList<>();

    private ChatBench(Settings settings) {
        this.settings = settings;
    }

    static Report run(Options options) {
        var bench = new ChatBench(Settings.of(options));
        Progress.say("database and socket baselines");
        var database = DatabaseBaseline.measure();
        var echo = EchoBaseline.measure(bench.settings.rate());
        Progress.say(String.format(
                Locale.ROOT,
                "database %.0f commits/s alone, %.0f with 8 connections, %.0f rows/s in batches; echo p50 %.2f ms, p99 %.2f ms",
                database.single(),
                database.concurrent(),
                database.batched(),
                ChatLoad.millis(echo, 50),
                ChatLoad.millis(echo, 99)));
        var url = options.text("url");
        if (url.isPresent()) {
            bench.measure(url.get(), Optional.empty(), database, echo);
        } else {
            Progress.say("starting a server");
            try (var server = ServerProcess.start(Root.folder(), Crew.LIMITS)) {
                bench.cost(server, options.has("quick"));
                bench.measure(server.url(), Optional.of(server), database, echo);
            }
        }
        return new Report(
                "chat", Machine.describe(), bench.settings.describe(), Machine.commit(Root.folder()), bench.figures);
    }

    /** What it costs before anybody comes. */
    private void cost(ServerProcess server, boolean quick) {
        figures.add(Figure.stated("start.fresh", server.startSeconds(), "s"));
        if (quick) {
            return;
        }
        server.stop();
        server.start();
        figures.add(Figure.below("start.built-tree", server.startSeconds(), "s", START_REACH_SECONDS)
                .beside(23));
        Progress.say("idle for " + SETTLE.toSeconds() + " s");
        Await.pause(SETTLE);
        figures.add(Figure.below("idle.resident", server.residentMegabytes(), "MB", IDLE_REACH_MEGABYTES)
                .beside(886));
    }

    private void measure(String url, Optional<ServerProcess> server, DatabaseBaseline.Rates database, Histogram echo) {
        try (var loop = new Loop()) {
            var load = new ChatLoad();
            Progress.say("hiring " + settings.agents() + " agents");
            var site = Crew.at(Centre.at(url, loop)).open("bench", settings.agents(), settings.capacity(), load);

            var before = server.map(Memory::of);
            Progress.say("opening " + settings.sockets() + " sockets");
            var customers = new ArrayList<CustomerClient>(
                    site.connect(settings.sockets() - settings.conversations(), new CustomerClient.Ear() {}));
            var talking = site.connect(settings.conversations(), load);
            customers.addAll(talking);
            var after = server.map(Memory::of);

            site.ready();
            Site.start(talking, "您好");
            Await.until(
                    settings.conversations() + " conversations are served",
                    Duration.ofSeconds(90),
                    () -> load.pairs().size() == settings.conversations());

            Progress.say("warming up for " + settings.warm() + " s");
            for (int quarter = 1; quarter <= 4; quarter++) {
                load.run(settings.rate() * quarter / 4, Duration.ofMillis(settings.warm() * 250L));
            }
            Progress.say("measuring for " + settings.seconds() + " s");
            var cpu = server.map(s -> new double[] {s.cpuSeconds(), s.databaseCpuSeconds()});
            var result = load.run(settings.rate(), Duration.ofSeconds(settings.seconds()));

            report(load, result, database, echo);
            server.ifPresent(s -> {
                var used = cpu.orElseThrow();
                figures.add(Figure.stated("server.cpu", (s.cpuSeconds() - used[0]) / result.seconds(), "cores"));
                figures.add(
                        Figure.stated("database.cpu", (s.databaseCpuSeconds() - used[1]) / result.seconds(), "cores"));
                figures.add(Figure.stated("load.resident", s.residentMegabytes(), "MB"));
                figures.add(perSocket(
                        "socket.resident",
                        before.orElseThrow().resident(),
                        after.orElseThrow().resident()));
                figures.add(perSocket(
                        "socket.heap",
                        before.orElseThrow().heap(),
                        after.orElseThrow().heap()));
            });
            figures.add(Figure.exactly("sockets.turned-away", site.turnedAway().get(), "sockets", 0));
            long open = customers.stream().filter(CustomerClient::connected).count();
            figures.add(Figure.exactly("sockets.open-at-end", open, "sockets", settings.sockets()));
            site.leave(customers);
        }
    }

    private Figure perSocket(String id, double before, double after) {
        return Figure.stated(id, (after - before) * 1024 / settings.sockets(), "kB");
    }

    private void report(ChatLoad load, ChatLoad.Result result, DatabaseBaseline.Rates database, Histogram echo) {
        // Two hundredths below the asked rate is the time that the last line needed to arrive.
        boolean asAsked = settings.rate() <= RATE_REACH;
        double reach = asAsked ? settings.rate() * 0.98 : RATE_REACH;
        figures.add(
                Figure.atLeast("chat.rate", result.rate(), "messages/s", reach).beside(database.concurrent()));
        figures.add(Figure.stated("ack.p50", ChatLoad.millis(result.ack(), 50), "ms")
                .beside(ChatLoad.millis(echo, 50)));
        figures.add(Figure.stated("ack.p99", ChatLoad.millis(result.ack(), 99), "ms")
                .beside(ChatLoad.millis(echo, 99)));
        figures.add(Figure.stated("ack.p99.9", ChatLoad.millis(result.ack(), 99.9), "ms")
                .beside(ChatLoad.millis(echo, 99.9)));
        figures.add(Figure.stated("ack.max", ChatLoad.millis(result.ack(), 100), "ms"));
        figures.add(Figure.stated("delivery.p50", ChatLoad.millis(result.delivery(), 50), "ms")
                .beside(ChatLoad.millis(echo, 50)));
        figures.add(Figure.below("delivery.p99", ChatLoad.millis(result.delivery(), 99), "ms", P99_REACH_MILLIS)
                .beside(ChatLoad.millis(echo, 99)));
        figures.add(Figure.stated("delivery.p99.9", ChatLoad.millis(result.delivery(), 99.9), "ms")
                .beside(ChatLoad.millis(echo, 99.9)));
        figures.add(Figure.stated("delivery.max", ChatLoad.millis(result.delivery(), 100), "ms"));
        figures.add(Figure.exactly("lines.lost", load.sum(Tally::missing), "lines", 0));
        figures.add(Figure.exactly("lines.doubled", load.sum(Tally::doubled), "lines", 0));
        figures.add(Figure.exactly("lines.out-of-order", load.sum(Tally::outOfOrder), "lines", 0));
        figures.add(Figure.exactly("lines.refused", result.refused(), "lines", 0));
        figures.add(Figure.exactly("lines.unanswered", result.unanswered(), "lines", 0));
        figures.add(Figure.stated("database.single-row", database.single(), "commits/s"));
        figures.add(Figure.stated("database.single-row-8-connections", database.concurrent(), "commits/s"));
        figures.add(Figure.stated("database.batch-64", database.batched(), "rows/s"));
    }
}
