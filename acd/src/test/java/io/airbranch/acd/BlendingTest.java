package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.AgentProfile.Share;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent may have in hand together. */
class BlendingTest extends Story {

    @BeforeEach
    void anAgentForAllMedia() {
        centre.queue("cards");
        centre.ready("Li", 3);
    }

    @Test
    void oneCallOrSeveralChats() {
        centre.calls("call", "cards");
        centre.calls("second call", "cards");
        centre.arrives("chat", "cards", Medium.CHAT);
        assertThat(centre.ringing("Li")).containsEntry("Li", List.of("call"));
        centre.serves("Li", 10);
        assertThat(centre.ringing("Li")).as("the oldest first").containsEntry("Li", List.of("second call"));
        centre.serves("Li", 10);
        assertThat(centre.ringing("Li")).containsEntry("Li", List.of("chat"));
        List.of("c2", "c3", "c4").forEach(c -> centre.arrives(c, "cards", Medium.CHAT));
        assertThat(centre.ringing("Li")).containsEntry("Li", List.of("chat", "c2", "c3"));
    }

    @Test
    void callInterruptsMailsButNotChats() {
        centre.arrives("mail", "cards", Medium.MAIL);
        centre.accepts("Li");
        centre.calls("call", "cards");
        assertThat(centre.ringsAt("call")).isEqualTo("Li");
        centre.accepts("Li");
        centre.arrives("second mail", "cards", Medium.MAIL);
        assertThat(centre.ringsAt("second mail")).as("no mail beside a call").isEqualTo("nobody");
        centre.tell(new Command.Free(centre.id("call")));
        assertThat(centre.ringsAt("second mail")).isEqualTo("Li");
    }

    @Test
    void callWaitsForTheLastChat() {
        centre.arrives("chat", "cards", Medium.CHAT);
        centre.accepts("Li");
        centre.calls("call", "cards");
        assertThat(centre.ringsAt("call")).isEqualTo("nobody");
        centre.tell(new Command.End(centre.id("chat"), "agent"));
        assertThat(centre.ringsAt("call")).as("after-contact work counts").isEqualTo("nobody");
        centre.tell(new Command.Free(centre.id("chat")));
        assertThat(centre.ringsAt("call")).isEqualTo("Li");
    }

    @Test
    void profileSaysWhatGoesBesideWhat() {
        centre.agent(
                "Li", Map.of(Medium.CHAT, new Share(2, Set.of(Medium.VOICE)), Medium.MAIL, new Share(0, Set.of())));
        centre.calls("call", "cards");
        centre.accepts("Li");
        centre.arrives("chat", "cards", Medium.CHAT);
        assertThat(centre.ringsAt("chat")).as("chats beside a call").isEqualTo("Li");
        centre.arrives("mail", "cards", Medium.MAIL);
        assertThat(centre.ringsAt("mail")).isEqualTo("nobody");
        assertThat(centre.excluded("mail", Explanation.Reason.BUSY)).containsExactly("Li");
    }

    @Test
    void pendingCallKeepsChatsAway() {
        centre.calls("call", "cards");
        centre.arrives("chat", "cards", Medium.CHAT);
        assertThat(centre.ringsAt("chat")).isEqualTo("nobody");
        centre.tell(new Command.End(centre.id("call"), "abandoned"));
        assertThat(centre.ringsAt("chat")).isEqualTo("Li");
    }

    @Test
    void smallerProfileTakesNothingAwayButGivesNothingMore() {
        centre.arrives("one", "cards", Medium.CHAT);
        centre.accepts("Li");
        centre.agent("Li", Map.of(Medium.CHAT, new Share(1, Set.of())));
        centre.arrives("two", "cards", Medium.CHAT);
        assertThat(centre.servedBy("one")).isEqualTo("Li");
        assertThat(centre.ringsAt("two")).isEqualTo("nobody");
        centre.agent("Li", Map.of(Medium.CHAT, new Share(2, Set.of())));
        assertThat(centre.ringsAt("two")).isEqualTo("Li");
    }
}
