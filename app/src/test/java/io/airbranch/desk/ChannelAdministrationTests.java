package io.airbranch.desk;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Widgets and canned replies. */
class ChannelAdministrationTests extends AdministrationTest {
    private static final String WIDGETS = ADMIN + "widgets";
    private static final String REPLIES = ADMIN + "canned-replies";
    private static final String OWN = "/api/v1/canned-replies/own";

    private final String key = "w-" + UUID.randomUUID().toString().substring(24);

    private Map<String, Object> widget() {
        return Map.ofEntries(
                entry("key", key),
                entry("institution", place.path().value()),
                entry("queue", place.queue().toString()),
                entry("title", name("在线客服", "Service")),
                entry("greeting", name("您好", "Hello")),
                entry("colour", "#0b5fff"),
                entry("topics", List.of(Map.of("key", "cards", "label", name("信用卡", "Cards")))),
                entry("quickReplies", List.of(name("查余额", "Balance"))),
                entry("origins", List.of("https://www.bank.example", "self")),
                entry("languages", List.of("en", "zh")),
                entry("closedMessage", name("明早见", "Until tomorrow")),
                entry("graceSeconds", 120),
                entry("active", true),
                entry("version", 0));
    }

    private Map<String, Object> reply(String shortcut) {
        return Map.of(
                "institution",
                place.path().value(),
                "language",
                "zh",
                "shortcut",
                shortcut,
                "title",
                "问候",
                "text",
                "您好{{customer}}",
                "version",
                0);
    }

    private static String at(String where, JsonNode stored) {
        return where + "/" + stored.path("id").asString();
    }

    @Test
    void aWidgetIsListedWithWhatWasSaidAndItsSnippetNamesItsKey() {
        var stored = created(administrator.post(WIDGETS, widget())).body();
        assertThat(administrator.get(at(WIDGETS, stored)).body()).isEqualTo(stored);
        assertThat(stored.path("languages").path(0).asString()).isEqualTo("en");
        assertThat(stored.path("closedMessage").path("en").asString()).isEqualTo("Until tomorrow");
        var html = administrator
                .get(at(WIDGETS, stored) + "/snippet")
                .body()
                .path("html")
                .asString();
        assertThat(html).contains("/widget/airbranch.js", "data-widget=\"" + key + "\"");
        done(administrator.delete(at(WIDGETS, stored)));
        refused(administrator.get(at(WIDGETS, stored)), 404, "widget.unknown");
    }

    @Test
    void aWidgetSentTwiceUnderOneKeyIsOneAndAnotherWithItsKeyIsRefused() {
        onceByKey(administrator, WIDGETS, widget());
        refused(administrator.post(WIDGETS, widget()), 409, "widget.key-taken");
    }

    @Test
    void theSecondOfTwoChangesOfOneVersionIsRefused() {
        var widget = created(administrator.post(WIDGETS, widget())).body();
        done(administrator.put(at(WIDGETS, widget), body(widget)));
        refused(administrator.put(at(WIDGETS, widget), body(widget)), 409, "widget.stale");
        var reply = created(administrator.post(REPLIES, reply("hello"))).body();
        done(administrator.put(at(REPLIES, reply), body(reply)));
        refused(administrator.put(at(REPLIES, reply), body(reply)), 409, "canned-reply.stale");
    }

    @ParameterizedTest
    @CsvSource({"key, A, key", "colour, blue, colour", "graceSeconds, 9, graceSeconds"})
    void aWidgetThatCannotBeIsRefusedAtItsField(String field, String value, String told) {
        Object sent = field.equals("graceSeconds") ? Integer.valueOf(value) : value;
        invalid(administrator.post(WIDGETS, with(widget(), entry(field, sent))), "widget.invalid", told);
    }

    @Test
    void aWidgetsListsAreCheckedToo() {
        var page = List.of("https://www.bank.example/page");
        invalid(administrator.post(WIDGETS, with(widget(), entry("origins", page))), "widget.invalid", "origins");
        for (var languages : List.of(List.of(), List.of("fr"), List.of("zh", "zh"))) {
            invalid(
                    administrator.post(WIDGETS, with(widget(), entry("languages", languages))),
                    "widget.invalid",
                    "languages");
        }
        var topic = Map.of("key", "cards", "label", name("卡", "Cards"));
        invalid(
                administrator.post(WIDGETS, with(widget(), entry("topics", List.of(topic, topic)))),
                "widget.invalid",
                "topics");
        invalid(
                administrator.post(WIDGETS, with(widget(), entry("title", name("长".repeat(61), "Long")))),
                "widget.invalid",
                "title");
    }

    @Test
    void aWidgetLeadsOnlyToQueuesThatItsAdministratorSees() {
        var elsewhere = bank.found().queue();
        invalid(administrator.post(WIDGETS, with(widget(), entry("queue", elsewhere))), "widget.invalid", "queue");
        var topic = new HashMap<String, Object>(Map.of("key", "x", "label", name("一", "One"), "queue", elsewhere));
        invalid(
                administrator.post(WIDGETS, with(widget(), entry("topics", List.of(topic)))),
                "widget.invalid",
                "topics");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nobodyButAnAdministratorReachesWidgetsAndSharedReplies(Role role) {
        var widget = created(administrator.post(WIDGETS, widget())).body();
        var reply = created(administrator.post(REPLIES, reply("hello"))).body();
        var other = person(role);
        for (var each : List.of(Map.entry(WIDGETS, widget), Map.entry(REPLIES, reply))) {
            forbidden(other.get(each.getKey()));
            forbidden(other.post(each.getKey(), body(each.getValue())));
            forbidden(other.put(at(each.getKey(), each.getValue()), body(each.getValue())));
            forbidden(other.delete(at(each.getKey(), each.getValue())));
        }
        forbidden(other.get(at(WIDGETS, widget)));
        forbidden(other.get(at(WIDGETS, widget) + "/snippet"));
    }

    @Test
    void anotherBanksAdministratorSeesNothingHereAndCanMoveNothingHere() {
        var widget = created(administrator.post(WIDGETS, widget())).body();
        var reply = created(administrator.post(REPLIES, reply("hello"))).body();
        for (var each : List.of(Map.entry(WIDGETS, widget), Map.entry(REPLIES, reply))) {
            var id = each.getValue().path("id").asString();
            assertThat(texts(stranger.get(each.getKey()).body(), "id")).doesNotContain(id);
            assertThat(stranger.put(at(each.getKey(), each.getValue()), body(each.getValue()))
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.delete(at(each.getKey(), each.getValue())).status())
                    .isEqualTo(404);
            forbidden(stranger.post(each.getKey(), body(each.getValue())));
            var moved = with(body(each.getValue()), entry("institution", "desk-nowhere."));
            forbidden(administrator.put(at(each.getKey(), each.getValue()), moved));
        }
    }

    @Test
    void aSharedReplyIsKeptChangedAndRemoved() {
        var stored = created(administrator.post(REPLIES, reply("hello"))).body();
        refused(administrator.post(REPLIES, reply("hello")), 409, "canned-reply.shortcut-taken");
        var changed = done(administrator.put(at(REPLIES, stored), with(body(stored), entry("title", "欢迎"))));
        assertThat(changed.body().path("title").asString()).isEqualTo("欢迎");
        done(administrator.delete(at(REPLIES, stored)));
        assertThat(administrator.get(REPLIES).body()).isEmpty();
        onceByKey(administrator, REPLIES, reply("again"));
    }

    @Test
    void aReplyThatCannotBeIsRefusedAtItsField() {
        for (var wrong :
                List.of(entry("language", "fr"), entry("shortcut", "a b"), entry("title", " "), entry("text", ""))) {
            invalid(administrator.post(REPLIES, with(reply("hello"), wrong)), "canned-reply.invalid", wrong.getKey());
        }
    }

    @Test
    void anAgentsOwnReplyIsHisAloneAndStandsBeforeTheSharedOne() {
        created(administrator.post(REPLIES, reply("hello")));
        created(administrator.post(REPLIES, reply("bye")));
        var agent = person(Role.AGENT);
        var colleague = person(Role.AGENT);
        var own = created(agent.post(OWN, with(reply("hello"), entry("text", "我的问候"))))
                .body();
        assertThat(texts(desk(agent), "text")).containsExactly("您好{{customer}}", "我的问候");
        assertThat(texts(desk(colleague), "text")).containsExactly("您好{{customer}}", "您好{{customer}}");
        assertThat(texts(agent.get(OWN).body(), "id"))
                .containsExactly(own.path("id").asString());

        assertThat(colleague.get(OWN).body()).isEmpty();
        refused(colleague.put(at(OWN, own), body(own)), 404, "canned-reply.unknown");
        refused(colleague.delete(at(OWN, own)), 404, "canned-reply.unknown");
        refused(administrator.delete(at(REPLIES, own)), 404, "canned-reply.unknown");
        assertThat(texts(administrator.get(REPLIES).body(), "id"))
                .doesNotContain(own.path("id").asString());

        done(agent.put(at(OWN, own), with(body(own), entry("text", "改过"))));
        refused(agent.put(at(OWN, own), body(own)), 409, "canned-reply.stale");
        done(agent.delete(at(OWN, own)));
        assertThat(agent.get(OWN).body()).isEmpty();
    }

    private static JsonNode desk(Person agent) {
        return agent.get("/api/v1/canned-replies?language=zh").body();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AGENT", "SUPERVISOR"})
    void whoServesNobodyHasNoRepliesAtTheDesk(Role role) {
        var other = person(role);
        forbidden(other.get("/api/v1/canned-replies"));
        forbidden(other.get(OWN));
        forbidden(other.post(OWN, reply("hello")));
    }

    @Test
    void sharedRepliesReachDownTheTreeAndTheNearestWins() {
        created(administrator.post(REPLIES, reply("hello")));
        var below = bank.below(place);
        var branch = new HashMap<>(reply("hello"));
        branch.putAll(Map.of("institution", below.path().value(), "text", "支行问候"));
        created(administrator.post(REPLIES, branch));
        assertThat(texts(desk(person(below, Role.AGENT)), "text")).isEqualTo(Arrays.asList("支行问候"));
        assertThat(texts(desk(person(Role.AGENT)), "text")).isEqualTo(Arrays.asList("您好{{customer}}"));
    }
}
