package io.airbranch.sim.bench;

import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.CustomerClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Agents who take whatever they are offered, and what they and the customers were shown meanwhile. */
final class Shown implements AgentClient.Ear, CustomerClient.Ear {
    /** Agents that hold an offer or the contact itself right now, by contact. */
    private final Map<String, Set<String>> holders = new ConcurrentHashMap<>();

    private final Set<String> shownToSeveral = ConcurrentHashMap.newKeySet();
    private final Map<String, String> servedBy = new ConcurrentHashMap<>();
    private final Map<String, Long> joinedAt = new ConcurrentHashMap<>();

    @Override
    public void offered(AgentClient agent, JsonNode offer) {
        holds(offer.path("contact").asString(""), agent);
        var contact = offer.path("contact").asString("");
        var _ = agent.accept(offer.path("id").asString("")).handle((card, fault) -> {
            if (fault == null) {
                servedBy.put(contact, agent.username());
            }
            return card;
        });
    }

    @Override
    public void topic(AgentClient agent, String topic, JsonNode data) {
        switch (topic) {
            case "contact" -> {
                if ("active".equals(data.path("state").asString(""))) {
                    holds(data.path("id").asString(""), agent);
                }
            }
            case "offer-ended" -> {
                if (!"accepted".equals(data.path("reason").asString(""))) {
                    drops(data.path("contact").asString(""), agent);
                }
            }
            case "contact-gone" -> drops(data.path("contact").asString(""), agent);
            default -> {}
        }
    }

    private void holds(String contact, AgentClient agent) {
        var agents = holders.computeIfAbsent(contact, id -> ConcurrentHashMap.newKeySet());
        agents.add(agent.username());
        if (agents.size() > 1) {
            shownToSeveral.add(contact);
        }
    }

    private void drops(String contact, AgentClient agent) {
        holders.getOrDefault(contact, Set.of()).remove(agent.username());
    }

    @Override
    public void event(CustomerClient customer, JsonNode event) {
        if ("joined".equals(event.path("kind").asString(""))) {
            joinedAt.putIfAbsent(event.path("conversation").asString(""), System.nanoTime());
        }
    }

    int joined() {
        return joinedAt.size();
    }

    int shownToSeveral() {
        return shownToSeveral.size();
    }

    /** Moment of the last joining, in {@link System#nanoTime()}. */
    long lastJoin() {
        return joinedAt.values().stream().mapToLong(Long::longValue).max().orElse(System.nanoTime());
    }

    /** How many contacts each agent serves; those without any are missing. */
    Map<String, Integer> perAgent() {
        var counts = new ConcurrentHashMap<String, Integer>();
        servedBy.values().forEach(agent -> counts.merge(agent, 1, Integer::sum));
        return counts;
    }
}
