package io.airbranch.sim.bench;

import io.airbranch.sim.Await;
import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.CustomerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends lines in both directions of many conversations by a fixed schedule (open loop): a line's time runs from the moment it was due,
 * not from when the sender got round to it, so a stall of the server is charged to every line that it delayed.
 */
final class ChatLoad implements CustomerClient.Ear, AgentClient.Ear {
    private static final long HIGHEST_MICROS = 120_000_000;
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final String FILLER = "您好，请问提前还款需要手续费吗？ Could you check my transfer of yesterday, please?";

    /** An active conversation with the customer's and the agent's client. */
    record Pair(String contact, CustomerClient customer, AgentClient agent, Tally toAgent, Tally toCustomer) {}

    /**
     * What a stage of the load showed; times in microseconds.
     *
     * @param unanswered lines that were neither acknowledged nor refused
     */
    record Result(Histogram ack, Histogram delivery, double seconds, long delivered, long refused, long unanswered) {
        double rate() {
            return delivered / seconds;
        }
    }

    private static final class Stage {
        final Histogram ack = new SynchronizedHistogram(HIGHEST_MICROS, 3);
        final Histogram delivery = new SynchronizedHistogram(HIGHEST_MICROS, 3);
        final LongAdder delivered = new LongAdder();
        final LongAdder refused = new LongAdder();
        final LongAdder answered = new LongAdder();
        volatile long lastDelivery;
    }

    private final Map<String, Pair> pairs = new ConcurrentHashMap<>();
    private final Map<String, CustomerClient> joined = new ConcurrentHashMap<>();
    private final Map<String, AgentClient> servedBy = new ConcurrentHashMap<>();
    private final Map<Integer, Stage> stages = new ConcurrentHashMap<>();
    private int lastStage;

    /** Conversations that both sides know to be active. */
    List<Pair> pairs() {
        joined.forEach((contact, customer) -> {
            var agent = servedBy.get(contact);
            if (agent != null) {
                pairs.computeIfAbsent(contact, id -> new Pair(id, customer, agent, new Tally(), new Tally()));
            }
        });
        return List.copyOf(pairs.values());
    }

    @Override
    public void offered(AgentClient agent, JsonNode offer) {
        var contact = offer.path("contact").asString("");
        var _ = agent.accept(offer.path("id").asString("")).handle((card, fault) -> {
            if (fault == null) {
                servedBy.put(contact, agent);
            }
            return card;
        });
    }

    /** Sends for the given time at a steady rate, then waits until what is on the way has arrived. */
    Result run(int perSecond, Duration time) {
        return run(perSecond, time, pairs());
    }

    Result run(int perSecond, Duration time, List<Pair> all) {
        var stage = new Stage();
        int number = ++lastStage;
        stages.put(number, stage);
        long total = perSecond * time.toMillis() / 1000;
        long interval = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        for (long i = 0; i < total; i++) {
            long due = start + i * interval;
            long early;
            while ((early = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(early);
            }
            boolean fromCustomer = (i + i / all.size()) % 2 == 0;
            send(stage, number, all.get((int) (i % all.size())), fromCustomer, due);
        }
        Await.upTo(DRAIN, () -> stage.answered.sum() >= total && stage.delivered.sum() + stage.refused.sum() >= total);
        double seconds = Math.max(time.toMillis() / 1000.0, (stage.lastDelivery - start) / 1e9);
        return new Result(
                stage.ack,
                stage.delivery,
                seconds,
                stage.delivered.sum(),
                stage.refused.sum(),
                total - stage.answered.sum());
    }

    private static void send(Stage stage, int number, Pair pair, boolean fromCustomer, long due) {
        var tally = fromCustomer ? pair.toAgent() : pair.toCustomer();
        var text = number + "|" + tally.write() + "|" + due + "|" + FILLER;
        var answer = fromCustomer ? pair.customer().say(text) : pair.agent().say(pair.contact(), text);
        var _ = answer.handle((ack, fault) -> {
            if (fault == null) {
                stage.ack.recordValue(micros(due));
            } else {
                stage.refused.increment();
            }
            stage.answered.increment();
            return ack;
        });
    }

    private static long micros(long since) {
        return Math.clamp((System.nanoTime() - since) / 1000, 0, HIGHEST_MICROS);
    }

    @Override
    public void event(CustomerClient customer, JsonNode event) {
        if ("joined".equals(event.path("kind").asString(""))) {
            joined.put(event.path("conversation").asString(""), customer);
        } else if (isMessage(event, "agent")) {
            arrived(
                    pairs.get(event.path("conversation").asString("")),
                    event.path("text").asString(""),
                    false);
        }
    }

    @Override
    public void event(AgentClient agent, JsonNode event) {
        if (isMessage(event, "customer")) {
            arrived(
                    pairs.get(event.path("contact").asString("")),
                    event.path("text").asString(""),
                    true);
        }
    }

    static boolean isMessage(JsonNode event, String from) {
        return "message".equals(event.path("kind").asString(""))
                && from.equals(event.path("from").asString(""));
    }

    private void arrived(@Nullable Pair pair, String text, boolean atAgent) {
        if (pair == null || text.indexOf('|') < 0) {
            return;
        }
        var parts = text.split("\\|", 4);
        (atAgent ? pair.toAgent() : pair.toCustomer()).arrive(Integer.parseInt(parts[1]));
        var stage = stages.get(Integer.parseInt(parts[0]));
        if (stage != null) {
            stage.delivery.recordValue(micros(Long.parseLong(parts[2])));
            stage.lastDelivery = System.nanoTime();
            stage.delivered.increment();
        }
    }

    /** Sums one count over both directions of all conversations. */
    int sum(ToIntFunction<Tally> count) {
        return pairs.values().stream()
                .mapToInt(p -> count.applyAsInt(p.toAgent()) + count.applyAsInt(p.toCustomer()))
                .sum();
    }

    int missing(List<Pair> among) {
        return among.stream()
                .mapToInt(p -> p.toAgent().missing() + p.toCustomer().missing())
                .sum();
    }

    int joined() {
        return joined.size();
    }

    /** Contacts that one of these agents took last. */
    int servedBy(List<String> usernames) {
        return (int) servedBy.values().stream()
                .filter(agent -> usernames.contains(agent.username()))
                .count();
    }

    static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
