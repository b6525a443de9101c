package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Journals and snapshots written before media, steps with traits and ranked seats were known. */
class OlderRecordsTest extends Story {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String LI = "\"00000000-0000-0000-0000-000000000001\"";
    private static final String WANG = "\"00000000-0000-0000-0000-000000000002\"";
    private static final String CARDS = "\"00000000-0000-0000-0000-0000000000c0\"";
    private static final String CALLER = "\"00000000-0000-0000-0000-0000000000ff\"";
    private static final String AT = "\"at\":\"2025-03-03T01:00:00.123456789Z\"";
    private static final String PROFILE =
            "{\"id\":" + LI + ",\"skills\":{\"cards\":3},\"languages\":[\"zh\"],\"capacity\":2}";
    private static final String QUEUE =
            "{\"id\":" + CARDS + ",\"skills\":{\"cards\":2},\"priority\":1,\"offerLease\":\"PT20S\",\"maxWaiting\":50}";

    private static <F extends Fact> F read(Class<F> kind, String json) {
        return JSON.readValue(json, kind);
    }

    @Test
    void factsOfAnOlderJournalStillMeanWhatTheyMeant() {
        var engine = new Engine(Settings.DEFAULT);
        List.of(
                        read(Fact.AgentSet.class, "{\"profile\":" + PROFILE + "," + AT + "}"),
                        read(
                                Fact.AgentLine.class,
                                "{\"agent\":" + LI + ",\"connected\":true,\"returnAt\":null," + AT + "}"),
                        read(Fact.AgentPresence.class, "{\"agent\":" + LI + ",\"ready\":true," + AT + "}"),
                        read(Fact.QueueSet.class, "{\"profile\":" + QUEUE + "," + AT + "}"),
                        read(
                                Fact.Placed.class,
                                "{\"contact\":" + CALLER + ",\"queue\":" + CARDS
                                        + ",\"language\":\"zh\",\"priority\":0,\"since\":\"2025-03-03T00:59:00Z\","
                                        + "\"steps\":[{\"agents\":[],\"expiry\":null}],\"stepUntil\":null," + AT + "}"),
                        read(
                                Fact.Offered.class,
                                "{\"offer\":1,\"contact\":" + CALLER + ",\"agent\":" + LI + ",\"queue\":" + CARDS
                                        + ",\"since\":\"2025-03-03T00:59:00Z\",\"expiresAt\":\"2025-03-03T01:00:20Z\","
                                        + AT + "}"))
                .forEach(engine::apply);
        var contact = engine.snapshot().contacts().getFirst();
        assertThat(contact.medium()).isEqualTo(Medium.CHAT);
        assertThat(contact.phase()).isEqualTo(Snapshot.Phase.OFFERED);
        assertThat(engine.offer(1).orElseThrow().callback()).isFalse();
        var profile = engine.snapshot().agents().getFirst().profile();
        assertThat(profile.media()).isEqualTo(AgentProfile.usual(2));
        assertThat(profile.groups()).isEmpty();
        engine.apply(read(
                Fact.Assigned.class,
                "{\"offer\":1,\"contact\":" + CALLER + ",\"agent\":" + LI + ",\"queue\":" + CARDS
                        + ",\"since\":\"2025-03-03T00:59:00Z\",\"queuedAt\":\"2025-03-03T01:00:00Z\"," + AT + "}"));
        engine.apply(read(
                Fact.Returned.class,
                "{\"contact\":" + CALLER + ",\"agent\":" + LI + ",\"queue\":" + CARDS + "," + AT + "}"));
        assertThat(engine.snapshot().contacts().getFirst().steps()).containsExactly(Step.ANYBODY);
        engine.apply(read(
                Fact.Restored.class,
                "{\"contact\":" + WANG + ",\"agent\":" + LI + ",\"queue\":" + CARDS
                        + ",\"language\":\"zh\",\"since\":\"2025-03-03T00:59:00Z\",\"returnAt\":null," + AT + "}"));
        assertThat(engine.agent(profile.id()).orElseThrow().used()).isEqualTo(1);
    }

    @Test
    void olderSnapshotKeepsIdleOrderByTime() {
        var agent =
                "{\"profile\":" + PROFILE + ",\"ready\":true,\"connected\":true,\"idleSince\":\"2025-03-03T00:30:00Z\","
                        + "\"unanswered\":0,\"returnAt\":null}";
        var longer = agent.replace(LI, WANG).replace("00:30", "00:10");
        var snapshot = JSON.readValue(
                "{\"clock\":\"2025-03-03T01:00:00Z\",\"lastOffer\":7,\"lastArrival\":9,\"agents\":[" + agent + ","
                        + longer
                        + "],\"queues\":[" + QUEUE + "],\"contacts\":[{\"id\":" + CALLER
                        + ",\"phase\":\"WAITING\",\"queue\":" + CARDS
                        + ",\"language\":\"en\",\"priority\":0,\"returned\":false,\"since\":\"2025-03-03T00:59:00Z\","
                        + "\"queuedAt\":\"2025-03-03T00:59:00Z\",\"arrival\":9,\"steps\":[{\"agents\":[],\"expiry\":null}],"
                        + "\"step\":0,\"stepUntil\":null,\"letPassBy\":[],\"pauseUntil\":null,\"agent\":null,\"offer\":null,"
                        + "\"afterUntil\":null}],\"endedOffers\":[]}",
                Snapshot.class);
        var engine = Engine.restore(Settings.DEFAULT, snapshot);
        var queue = snapshot.queues().getFirst().id();
        var decision = engine.handle(
                new Command.Place(centre.id("new"), queue, "zh", 0, snapshot.clock(), List.of()), snapshot.clock());
        assertThat(decision.facts())
                .filteredOn(Fact.Offered.class::isInstance)
                .first()
                .extracting(f -> ((Fact.Offered) f).agent())
                .isEqualTo(snapshot.agents().getLast().profile().id());
        assertThat(engine.contact(snapshot.contacts().getFirst().id())
                        .orElseThrow()
                        .tier())
                .isZero();
    }

    @Test
    void whatIsWrittenTodayIsReadAgain() {
        queue("cards", Step.asking(seconds(20), Trait.anyOf(Trait.group("north"), Trait.skill("cards", 3))));
        centre.ready("Li", 2);
        centre.calls("one", "cards", Step.preferring(seconds(10), Map.of(centre.id("Wang"), 5)));
        centre.tell(new Command.Place(
                centre.id("two"),
                centre.id("cards"),
                "zh",
                1,
                centre.now,
                List.of(new Step(Set.of(centre.id("Li")), seconds(5), List.of(Trait.language("zh")), Map.of())),
                Medium.MAIL,
                2,
                -7L));
        centre.elapse(40);
        for (var fact : centre.facts) {
            assertThat((Fact) JSON.readValue(JSON.writeValueAsString(fact), fact.getClass()))
                    .isEqualTo(fact);
        }
        var snapshot = centre.engine.snapshot();
        assertThat(JSON.readValue(JSON.writeValueAsString(snapshot), Snapshot.class))
                .isEqualTo(snapshot);
    }
}
