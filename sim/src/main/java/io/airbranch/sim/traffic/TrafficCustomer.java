package io.airbranch.sim.traffic;

import io.airbranch.sim.Await;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.CustomerClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One customer's visit from hello to goodbye, on a thread of its own. */
final class TrafficCustomer implements CustomerClient.Ear, Runnable {
    private static final double MEAN_PATIENCE_SECONDS = 150;
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(90);
    private static final String[] SURNAMES = {"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"};

    private final CustomerClient client;
    private final Dialogue dialogue;
    private final RandomGenerator random;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean joined;
    private volatile boolean asked;

    TrafficCustomer(Centre centre, String widget, RandomGenerator random) {
        this.random = random;
        this.dialogue = Dialogue.pick(random);
        this.client = new CustomerClient(centre, widget, dialogue.language(), this);
    }

    @Override
    public void event(CustomerClient customer, JsonNode event) {
        switch (event.path("kind").asString("")) {
            case "joined" -> joined = true;
            case "asked-solved" -> asked = true;
            case "message" -> {
                if ("agent".equals(event.path("from").asString(""))) {
                    answers.incrementAndGet();
                }
                customer.read(event.path("seq").asLong());
            }
            default -> {}
        }
    }

    @Override
    public void run() {
        try {
            var welcome = client.connect().orTimeout(20, TimeUnit.SECONDS).join();
            Pace.pause(random, 1, 4);
            client.start(topic(welcome), name(), dialogue.lines().getFirst())
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            var patience = Pace.exponential(random, MEAN_PATIENCE_SECONDS).plusSeconds(20);
            if (Await.upTo(patience, () -> joined || client.ended()) && !client.ended()) {
                talk();
            }
            if (!client.ended()) {
                client.end().orTimeout(20, TimeUnit.SECONDS).join();
            }
        } finally {
            client.close();
        }
    }

    private @Nullable String topic(JsonNode welcome) {
        var topics = welcome.path("settings").path("topics");
        return topics.isEmpty() || random.nextInt(4) == 0
                ? null
                : topics.path(random.nextInt(topics.size())).path("key").asString(null);
    }

    private @Nullable String name() {
        if (random.nextBoolean()) {
            return null;
        }
        return SURNAMES[random.nextInt(SURNAMES.length)] + (random.nextBoolean() ? "女士" : "先生");
    }

    private void talk() {
        var lines = dialogue.lines();
        for (int i = 2; i < lines.size(); i += 2) {
            int needed = i / 2;
            if (!Await.upTo(ANSWER_PATIENCE, () -> answers.get() >= needed || client.ended()) || client.ended()) {
                return;
            }
            Pace.pause(random, 2, 8);
            client.typing(true);
            Pace.type(random, lines.get(i));
            client.typing(false);
            client.say(lines.get(i)).orTimeout(60, TimeUnit.SECONDS).join();
        }
        if (Await.upTo(Duration.ofSeconds(40), () -> asked || client.ended()) && asked && !client.ended()) {
            Pace.pause(random, 2, 6);
            client.confirm(random.nextInt(10) > 0)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
        Await.upTo(Duration.ofSeconds(20), client::ended);
    }
}
