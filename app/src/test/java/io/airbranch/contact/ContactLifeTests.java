package io.airbranch.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.Contact.State;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of one contact as stories. */
class ContactLifeTests {
    private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
    private static final UUID QUEUE = new UUID(1, 1);
    private static final UUID OTHER_QUEUE = new UUID(1, 2);
    private static final UUID LI = new UUID(2, 1);
    private static final UUID WANG = new UUID(2, 2);
    private static final Name NAME = Name.of("客服", "Service");

    private ContactLife life = ContactLife.open(
            new NewContact(
                    new UUID(9, 9),
                    new InstitutionPath("sfb.cn.bank."),
                    new Opened(Channel.CHAT, "demo", "cards", "https://bank.example/cards"),
                    "zh",
                    new UUID(3, 3),
                    null),
            NINE);
    private Instant now = NINE;

    @Test
    void contactIsOpenWaitsIsServedEndsAndIsWrappedUp() {
        assertThat(life.contact().state()).isEqualTo(State.OPEN);
        happens(new Queued(QUEUE, NAME));
        assertThat(life.contact().state()).isEqualTo(State.WAITING);
        assertThat(life.contact().queuedAt()).isEqualTo(now);
        happens(new Offered(new UUID(4, 1), LI));
        happens(new OfferEnded(new UUID(4, 1), LI, "accepted"));
        happens(new Joined(LI, NAME));
        assertThat(life.contact().state()).isEqualTo(State.ACTIVE);
        assertThat(life.contact().agent()).isEqualTo(LI);
        happens(new Ended(Ended.Reason.AGENT, LI));
        assertThat(life.contact().state()).isEqualTo(State.ENDED);
        assertThat(life.contact().endReason()).isEqualTo(Ended.Reason.AGENT);
        happens(new WrappedUp(LI, "solved", null, null));
        assertThat(life.contact().state()).isEqualTo(State.WRAPPED);
        assertThat(life.contact().lastSeq()).isEqualTo(7);
    }

    @Test
    void numbersHaveNoHolesAndOnlyShownEventsMoveWhatTheCustomerSawLast() {
        happens(new Queued(QUEUE, NAME));
        assertThat(life.contact().lastShown()).isEqualTo(2);
        happens(new Offered(new UUID(4, 1), LI));
        happens(new OfferEnded(new UUID(4, 1), LI, "expired"));
        assertThat(life.contact().lastSeq()).isEqualTo(4);
        assertThat(life.contact().lastShown()).isEqualTo(2);
        happens(customerSays("在吗"));
        assertThat(life.contact().lastShown()).isEqualTo(5);
        assertThat(life.lastMessage()).isEqualTo(5);
    }

    @Test
    void secondColleagueWhoJoinsIsToldWhoServesTheCustomer() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        refused("contact.taken", new Joined(WANG, NAME));
        refused("contact.taken", new Queued(QUEUE, NAME));
    }

    @Test
    void endedContactTakesNoMoreLinesButNotesCasesAndLateOfferEnds() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        happens(new Ended(Ended.Reason.CUSTOMER, null));
        refused("contact.ended", customerSays("还有一件事"));
        refused("contact.ended", new Ended(Ended.Reason.AGENT, LI));
        refused("contact.ended", new Queued(QUEUE, NAME));
        refused("contact.ended", new Watching(WANG, NAME, true));
        happens(new Note(LI, NAME, "回访"));
        happens(new CaseAttached(new UUID(5, 5), "C-1"));
        happens(new OfferEnded(new UUID(4, 1), LI, "withdrawn"));
        happens(new Watching(WANG, NAME, false));
        assertThat(life.contact().state()).isEqualTo(State.ENDED);
    }

    @Test
    void contactNobodyServedHasNothingToWrapUp() {
        happens(new Queued(QUEUE, NAME));
        happens(new Ended(Ended.Reason.ABANDONED, null));
        assertThat(life.contact().state()).isEqualTo(State.WRAPPED);
        refused("contact.wrapped-up-already", new WrappedUp(LI, "solved", null, null));
    }

    @Test
    void transferredContactWaitsWithItsWholeAge() {
        happens(new Queued(QUEUE, NAME));
        var queuedAt = life.contact().queuedAt();
        happens(new Joined(LI, NAME));
        happens(new Transferred(LI, OTHER_QUEUE, null, NAME, "请接"));
        assertThat(life.contact().state()).isEqualTo(State.WAITING);
        assertThat(life.contact().agent()).isNull();
        assertThat(life.contact().queue()).isEqualTo(OTHER_QUEUE);
        happens(new Queued(OTHER_QUEUE, NAME));
        assertThat(life.contact().queuedAt()).isEqualTo(queuedAt);
    }

    @Test
    void transferNamesExactlyOneTarget() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        refused("contact.transfer-target", new Transferred(LI, null, null, NAME, null));
        refused("contact.transfer-target", new Transferred(LI, QUEUE, WANG, NAME, null));
    }

    @Test
    void lostColleagueWhoStillWritesIsRefusedBecauseTheCustomerWaitsAgain() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        refused("contact.taken", new Returned(WANG, "lost"));
        happens(new Returned(LI, "lost"));
        assertThat(life.contact().state()).isEqualTo(State.WAITING);
        refused("contact.not-active", new Message(new Author(Author.Role.AGENT, LI, NAME), "您好", null));
        happens(customerSays("还在吗"));
    }

    @Test
    void customerAnswersWhetherTheDemandIsSolvedOnlyWhenAskedAndOnce() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        refused("contact.not-asked", new Confirmed(true, null));
        happens(new AskedSolved(LI));
        happens(new Ended(Ended.Reason.AGENT, LI));
        happens(new Confirmed(false, "没有"));
        refused("contact.not-asked", new Confirmed(true, null));
    }

    @Test
    void offerNeedsAContactThatWaits() {
        refused("contact.not-waiting", new Offered(new UUID(4, 1), LI));
    }

    @Test
    void wrapUpComesAfterTheEnd() {
        happens(new Queued(QUEUE, NAME));
        happens(new Joined(LI, NAME));
        refused("contact.not-ended", new WrappedUp(LI, "solved", null, null));
    }

    private static Message customerSays(String text) {
        return new Message(Author.CUSTOMER, text, null);
    }

    private void happens(ContactEvent event) {
        now = now.plusSeconds(1);
        life = life.after(event, now).orElseThrow();
    }

    private void refused(String code, ContactEvent event) {
        assertThat(life.after(event, now))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.refusal().code()).isEqualTo(code));
    }
}
