package io.airbranch.sim.traffic;

import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.RefusedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** One colleague who takes what is offered, answers, asks whether it is solved, and wraps up. */
final class TrafficAgent implements AgentClient.Ear {
    private final AgentClient client;
    private final Pace pace;
    private final Set<String> mine = ConcurrentHashMap.newKeySet();
    private volatile String wrapUpCode = "";

    TrafficAgent(Centre centre, String username, Pace pace) {
        this.client = new AgentClient(centre, username, this);
        this.pace = pace;
    }

    void begin(String password) {
        client.signIn(password);
        wrapUpCode = client.api().get("/wrap-up-codes").path(0).path("key").asString("");
        client.connect().orTimeout(30, TimeUnit.SECONDS).join();
        client.become("ready", null);
    }

    void leave() {
        client.close();
    }

    /** What takes time happens on a thread of its own; a refusal (the customer has gone) ends that act, no more. */
    private void act(java.util.function.Consumer<RandomGenerator> what) {
        var _ = client.later(() -> {
            try {
                what.accept(pace.person());
            } catch (RefusedException e) {
                System.err.println(client.username() + ": " + e.getMessage());
            }
            return true;
        });
    }

    @Override
    public void offered(AgentClient agent, JsonNode offer) {
        act(random -> {
            Pace.pause(random, 1, 4);
            var contact = offer.path("contact").asString("");
            client.api().post("/offers/" + offer.path("id").asString("") + "/accept", null);
            mine.add(contact);
            answer(random, contact, offer.path("firstLine").asString(""));
        });
    }

    @Override
    public void event(AgentClient agent, JsonNode event) {
        var contact = event.path("contact").asString("");
        if (!mine.contains(contact)) {
            return;
        }
        switch (event.path("kind").asString("")) {
            case "message" -> {
                if ("customer".equals(event.path("from").asString(""))) {
                    var line = event.path("text").asString("");
                    client.read(contact, event.path("seq").asLong());
                    act(random -> answer(random, contact, line));
                }
            }
            case "confirmed" ->
                act(random -> {
                    Pace.pause(random, 1, 3);
                    client.end(contact);
                });
            case "ended" ->
                act(random -> {
                    mine.remove(contact);
                    Pace.pause(random, 4, 15);
                    client.wrapUp(contact, wrapUpCode);
                });
            default -> {}
        }
    }

    private void answer(RandomGenerator random, String contact, String line) {
        var text = Dialogue.answerTo(line);
        Pace.pause(random, 1, 4);
        client.typing(contact, true);
        Pace.type(random, text);
        client.typing(contact, false);
        client.say(contact, text).orTimeout(60, TimeUnit.SECONDS).join();
        if (Dialogue.isLast(line)) {
            Pace.pause(random, 1, 3);
            client.askSolved(contact);
        }
    }
}
