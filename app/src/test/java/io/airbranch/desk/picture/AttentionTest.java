package io.airbranch.desk.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Confirmed;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.desk.picture.Attention.Wanted;
import io.airbranch.shared.Name;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final UUID CONTACT = new UUID(0, 1);
    private static final Author AGENT = new Author(Author.Role.AGENT, new UUID(0, 2), Name.of("李", "Li"));
    private static final Author SYSTEM = new Author(Author.Role.SYSTEM, null, null);

    @Test
    void linesAfterTheLastOneReadAreUnread() {
        var events =
                List.of(said(1, Author.CUSTOMER), said(2, Author.CUSTOMER), said(3, AGENT), said(4, Author.CUSTOMER));
        assertThat(Attention.of(events, 0).unread()).isEqualTo(3);
        assertThat(Attention.of(events, 2).unread()).isEqualTo(1);
        assertThat(Attention.of(events, 4).unread()).isZero();
    }

    @Test
    void waitBeginsWithTheFirstLineAfterOurs() {
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), said(2, Author.CUSTOMER)), 0)
                        .unansweredSince())
                .isEqualTo(at(1));
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), said(2, AGENT), said(3, Author.CUSTOMER)), 0)
                        .unansweredSince())
                .isEqualTo(at(3));
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), said(2, AGENT)), 0)
                        .unansweredSince())
                .isNull();
    }

    @Test
    void sentencesOfTheSystemAnswerNobody() {
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), said(2, SYSTEM)), 0)
                        .unansweredSince())
                .isEqualTo(at(1));
    }

    @Test
    void whoSaysThatItIsSolvedWaitsForNobodyAndWhoSaysThatItIsNotStillDoes() {
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), recorded(2, new Confirmed(true, null))), 0)
                        .unansweredSince())
                .isNull();
        assertThat(Attention.of(List.of(said(1, Author.CUSTOMER), recorded(2, new Confirmed(false, "没有"))), 0)
                        .unansweredSince())
                .isEqualTo(at(1));
    }

    @Test
    void eventThatIsCountedInAlreadyChangesNothing() {
        var counted = Attention.of(List.of(said(1, Author.CUSTOMER)), 0);
        assertThat(counted.after(said(1, Author.CUSTOMER), 0)).isEqualTo(counted);
        assertThat(counted.after(said(2, Author.CUSTOMER), 0)).isEqualTo(new Wanted(2, at(1), 2));
    }

    private static Recorded said(long seq, Author author) {
        return recorded(seq, new Message(author, "line " + seq, null));
    }

    private static Recorded recorded(long seq, ContactEvent event) {
        return new Recorded(CONTACT, seq, 0, at(seq), event, null, false);
    }

    private static Instant at(long seq) {
        return Instant.parse("2026-03-02T08:00:00Z").plusSeconds(seq);
    }
}
