package io.airbranch.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.contact.ContactEvent.*;
import io.airbranch.shared.Name;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored today must be readable for as long as it is kept. */
class EventCodecTests {
    private static final UUID ID = UUID.fromString("00000000-0000-0001-0000-000000000002");
    private static final Name NAME = Name.of("客服", "Service");
    private final EventCodec codec = new EventCodec();

    static List<ContactEvent> oneOfEach() {
        return List.of(
                new Opened(Channel.CHAT, "demo", "cards", null),
                new Identified(ID, null),
                new Queued(ID, NAME),
                new Offered(ID, ID),
                new OfferEnded(ID, ID, "expired"),
                new Joined(ID, NAME),
                new Message(
                        new Author(Author.Role.AGENT, ID, NAME),
                        "<b>你好</b>",
                        new Attachment(ID, "单.pdf", "application/pdf", 9)),
                new Note(ID, NAME, "注意"),
                new Transferred(ID, ID, null, NAME, null),
                new Returned(ID, "lost"),
                new Watching(ID, NAME, true),
                new SteppedIn(ID, NAME, false),
                new CaseAttached(ID, "C-1"),
                new AskedSolved(ID),
                new Confirmed(true, null),
                new Ended(Ended.Reason.CUSTOMER_GONE, null),
                new WrappedUp(ID, "solved", null, Instant.parse("2026-03-02T04:00:00.123456Z")));
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void eachKindIsReadAsItWasWritten(ContactEvent event) {
        assertThat(codec.read(EventCodec.kindOf(event), codec.write(event))).isEqualTo(event);
    }

    @Test
    void noKindIsForgottenHere() {
        assertThat(oneOfEach().stream().map(e -> (Object) e.getClass()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.<Object>asList((Object[]) ContactEvent.class.getPermittedSubclasses()));
        assertThat(oneOfEach().stream().map(EventCodec::kindOf)).doesNotHaveDuplicates();
    }

    @Test
    void storedShapeOfALineDoesNotChangeUnnoticed() {
        var line = new Message(Author.CUSTOMER, "你好", null);
        assertThat(new String(codec.write(line), StandardCharsets.UTF_8))
                .isEqualTo("{\"author\":{\"role\":\"CUSTOMER\"},\"text\":\"你好\"}");
    }

    @Test
    void kindOfANewerProgramIsNamed() {
        assertThatThrownBy(() -> codec.read("hologram", new byte[0])).hasMessageContaining("'hologram'");
    }
}
