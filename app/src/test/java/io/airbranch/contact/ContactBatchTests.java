package io.airbranch.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.ContactBatch.Command;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of commands, single and many thousands of random ones; the seed stands in the name of a failing run. */
class ContactBatchTests {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Name NAME = Name.of("客服", "Service");
    private static final byte[] NO_JSON = {};

    @Test
    void sameKeyTwiceInOneBatchIsRecordedOnceAndBothHearTheFirstAnswer() {
        var key = new UUID(7, 7);
        var batch = decide(open(1), say(1, "一", key), say(1, "二", key));
        assertThat(batch.rows()).hasSize(2);
        var first = recorded(batch, 1);
        var second = recorded(batch, 2);
        assertThat(second.seq()).isEqualTo(first.seq());
        assertThat(second.repeated()).isTrue();
        assertThat(second.event()).isEqualTo(new Message(Author.CUSTOMER, "一", null));
    }

    @Test
    void refusalHarmsNobodyElseInTheBatch() {
        var batch = decide(
                open(1),
                say(2, "nobody there", null),
                new Command.Append(id(1), new Ended(Ended.Reason.CUSTOMER, null), null, Scope.system(), NO_JSON),
                say(1, "too late", null),
                open(3),
                say(3, "fine", null));
        assertThat(batch.answers().stream().map(Outcome::isDone)).containsExactly(true, false, true, false, true, true);
        assertThat(batch.rows()).hasSize(4);
    }

    @Test
    void openingTwiceAnswersWithTheContactAsItStands() {
        var batch = decide(open(1), say(1, "hello", null), open(1));
        assertThat(batch.rows()).hasSize(2);
        assertThat(batch.answers().get(2).orElseThrow().contact().lastSeq()).isEqualTo(2);
    }

    @Test
    void callerWhoDoesNotSeeTheInstitutionIsToldThatTheContactIsUnknown() {
        var batch = decide(open(1), new Command.Append(id(1), line("x"), null, Scope.of("sfb.hk."), NO_JSON));
        assertThat(batch.answers().get(1))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.refusal().code()).isEqualTo("contact.unknown"));
    }

    static List<Long> seeds() {
        var seeds = new Random();
        return seeds.longs(40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverComesInWhateverOrderNumbersAreContiguousAndReplayGivesTheRow(long seed) {
        var random = new Random(seed);
        var standing = new HashMap<UUID, ContactLife>();
        var stored = new HashMap<UUID, List<Recorded>>();
        var news = new HashMap<UUID, NewContact>();
        for (int round = 0; round < 60; round++) {
            var commands = new ArrayList<Command>();
            int size = 1 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                int contact = random.nextInt(6);
                var command = random.nextInt(12) == 0 ? open(contact) : anything(contact, random);
                commands.add(command);
            }
            var at = NOON.plusSeconds(round);
            var batch = ContactBatch.decide(commands, standing.values(), repeats(stored, commands), at);
            batch.fresh().forEach(l -> standing.put(l.contact().id(), l));
            batch.changed().forEach(l -> standing.put(l.contact().id(), l));
            for (var r : batch.recorded()) {
                stored.computeIfAbsent(r.contact(), c -> new ArrayList<>()).add(r);
            }
            commands.stream()
                    .filter(Command.Open.class::isInstance)
                    .forEach(c -> news.putIfAbsent(c.contact(), ((Command.Open) c).fresh()));
            assertThat(batch.answers()).hasSize(commands.size());
        }
        assertThat(stored).isNotEmpty();
        stored.forEach((contact, events) -> {
            assertThat(events.stream().map(Recorded::seq))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events.stream().map(Recorded::key).filter(k -> k != null))
                    .doesNotHaveDuplicates();
            assertPrevChain(events);
            var replayed = ContactLife.open(news.get(contact), events.getFirst().at());
            for (var r : events.subList(1, events.size())) {
                replayed = replayed.after(r.event(), r.at()).orElseThrow();
            }
            assertThat(replayed).isEqualTo(standing.get(contact));
        });
    }

    private static void assertPrevChain(List<Recorded> events) {
        long shown = 0;
        for (var r : events) {
            assertThat(r.prevShown()).as("before seq %s", r.seq()).isEqualTo(shown);
            shown = r.shown() ? r.seq() : shown;
        }
    }

    private static List<Recorded> repeats(Map<UUID, List<Recorded>> stored, List<Command> commands) {
        return commands.stream()
                .filter(c -> c instanceof Command.Append a && a.key() != null)
                .map(Command.Append.class::cast)
                .flatMap(a -> stored.getOrDefault(a.contact(), List.of()).stream()
                        .filter(r -> a.key().equals(r.key())))
                .distinct()
                .toList();
    }

    private static Command anything(int contact, Random random) {
        var agent = new UUID(2, random.nextInt(2));
        var queue = new UUID(1, random.nextInt(2));
        ContactEvent event = switch (random.nextInt(15)) {
            case 0 -> new Queued(queue, NAME);
            case 1 -> new Joined(agent, NAME);
            case 2 -> new Offered(new UUID(4, 4), agent);
            case 3 -> new OfferEnded(new UUID(4, 4), agent, "expired");
            case 4 -> new Note(agent, NAME, "note");
            case 5 -> new Transferred(agent, queue, null, NAME, null);
            case 6 -> new Returned(agent, "lost");
            case 7 -> new AskedSolved(agent);
            case 8 -> new Confirmed(random.nextBoolean(), null);
            case 9 -> random.nextInt(4) == 0 ? new Ended(Ended.Reason.CUSTOMER, null) : line("bye");
            case 10 -> new WrappedUp(agent, "solved", null, null);
            case 11 -> new Identified(new UUID(6, random.nextInt(2)), agent);
            case 12 -> new Message(new Author(Author.Role.AGENT, agent, NAME), "您好", null);
            default -> line("line " + random.nextInt());
        };
        var key = random.nextBoolean() ? new UUID(7, random.nextInt(80)) : null;
        return new Command.Append(id(contact), event, key, Scope.system(), NO_JSON);
    }

    private static ContactBatch decide(Command... commands) {
        return ContactBatch.decide(List.of(commands), List.of(), List.of(), NOON);
    }

    private static Recorded recorded(ContactBatch batch, int i) {
        return batch.answers().get(i).orElseThrow().recorded();
    }

    private static Command open(int contact) {
        return new Command.Open(
                new NewContact(
                        id(contact),
                        new InstitutionPath("sfb.cn.bank."),
                        new Opened(Channel.CHAT, "demo", null, null),
                        "zh",
                        new UUID(3, contact),
                        null),
                Scope.system(),
                NO_JSON);
    }

    private static Command say(int contact, String text, UUID key) {
        return new Command.Append(id(contact), line(text), key, Scope.system(), NO_JSON);
    }

    private static Message line(String text) {
        return new Message(Author.CUSTOMER, text, null);
    }

    private static UUID id(int contact) {
        return new UUID(9, contact);
    }
}
