package io.airbranch.chat;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.BusinessHours;
import io.airbranch.access.Calendar;
import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.contact.ContactEvent.Joined;
import io.airbranch.contact.ContactEvent.Queued;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Visitors;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** Chat's neighbours, as small as its tests need them. */
@TestConfiguration(proxyBeanMethods = false)
class StandIns {
    static final UUID QUEUE = new UUID(71, 1);
    static final UUID CARD_QUEUE = new UUID(71, 2);
    static final UUID FULL_QUEUE = new UUID(71, 3);
    static final UUID NIGHT_QUEUE = new UUID(71, 4);
    static final UUID AGENT = new UUID(72, 1);
    static final Name AGENT_NAME = Name.of("小李", "Li");
    static final InstitutionPath BANK = new InstitutionPath("ct.cn.bank.");
    static final InstitutionPath OTHER_BANK = new InstitutionPath("ct.hk.bank.");

    @Bean
    @Primary
    Operators standInOperators() {
        return new Operators() {
            @Override
            public Optional<Operator> find(UUID id) {
                return Optional.empty();
            }

            @Override
            public Optional<Operator> findByUsername(String username) {
                return Optional.empty();
            }

            @Override
            public List<Operator> within(InstitutionPath path) {
                return List.of();
            }

            @Override
            public Outcome<Operator> create(NewOperator operator) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Outcome<String> createFirstAdministrator(String username, Institutions.NewInstitution group) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Whoever signs in is not claimed here. */
    @Bean
    @Order(-1)
    SecurityFilterChain standInSecurity(HttpSecurity http) {
        return http.securityMatcher("/ws/chat", "/widget/**", "/api/v1/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Primary
    QueueBook standInQueues() {
        return new QueueBook();
    }

    @Bean
    @Primary
    Line standInRouting(ObjectProvider<Contacts> contacts) {
        return new Line(contacts);
    }

    @Bean
    @Primary
    VisitorBook standInVisitors(Ids ids) {
        return new VisitorBook(ids);
    }

    @Bean
    @Primary
    Tree standInTree() {
        return new Tree();
    }

    @Bean
    @Primary
    OpenGate standInGuard() {
        return new OpenGate();
    }

    @Bean
    @Primary
    Ledger standInLedger() {
        return new Ledger();
    }

    /** Queues that are open, but for one that a test opens and closes. */
    static final class QueueBook implements Queues {
        volatile boolean nightOpen;
        volatile @Nullable Name nightMessage;
        volatile Instant opensAt = Instant.parse("2026-03-03T01:00:00Z");

        @Override
        public Optional<Queue> find(UUID id) {
            return Set.of(QUEUE, CARD_QUEUE, FULL_QUEUE, NIGHT_QUEUE).contains(id)
                    ? Optional.of(new Queue(
                            id,
                            BANK,
                            Name.of("咨询", "Enquiries"),
                            Map.of(),
                            0,
                            null,
                            0.8,
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(20),
                            100,
                            id.equals(NIGHT_QUEUE) ? nightMessage : null,
                            true,
                            1))
                    : Optional.empty();
        }

        @Override
        public List<Queue> within(InstitutionPath path) {
            return List.of();
        }

        @Override
        public Outcome<Queue> save(Queue queue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean openAt(Queue queue, Instant instant) {
            return !queue.id().equals(NIGHT_QUEUE) || nightOpen;
        }

        @Override
        public Optional<Instant> nextOpening(Queue queue, Instant from) {
            return Optional.of(opensAt);
        }
    }

    /** A routing that queues and lets the test say who joins. */
    static final class Line implements Routing {
        final Map<UUID, Integer> positions = new ConcurrentHashMap<>();
        final List<Request> placed = new CopyOnWriteArrayList<>();
        final List<UUID> withdrawn = new CopyOnWriteArrayList<>();
        private final ObjectProvider<Contacts> contacts;

        Line(ObjectProvider<Contacts> contacts) {
            this.contacts = contacts;
        }

        @Override
        public Outcome<Position> place(Request request) {
            if (request.queue().equals(FULL_QUEUE)) {
                return Outcome.refused(Refusal.tooMany("queue.full", "100 wait already", "waiting", 100));
            }
            placed.add(request);
            positions.putIfAbsent(request.contact(), 1);
            return contacts.getObject()
                    .append(request.contact(), new Queued(request.queue(), Name.of("咨询", "Enquiries")), null)
                    .join()
                    .map(r -> new Position(request.contact(), 1, 30));
        }

        void join(UUID contact) {
            positions.remove(contact);
            Scope.within(
                            Scope.system(),
                            () -> contacts.getObject().append(contact, new Joined(AGENT, AGENT_NAME), null))
                    .join()
                    .orElseThrow();
        }

        @Override
        public Optional<Position> position(UUID contact) {
            return Optional.ofNullable(positions.get(contact)).map(p -> new Position(contact, p, 30));
        }

        @Override
        public Outcome<Position> setPriority(UUID contact, UUID by, int priority) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Position> keepPlace(UUID contact) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdraw(UUID contact, String reason) {
            positions.remove(contact);
            withdrawn.add(contact);
        }

        @Override
        public Outcome<Assignment> accept(UUID offer, UUID agent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Outcome.Nothing> decline(UUID offer, UUID agent, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Outcome.Nothing> transfer(UUID contact, UUID by, UUID toQueue, UUID toAgent, String note) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Offer> offersOf(UUID agent) {
            return List.of();
        }

        @Override
        public Floor floor(InstitutionPath within) {
            return new Floor(List.of(), List.of());
        }

        @Override
        public List<Waiting> line(UUID queue, int most) {
            return List.of();
        }
    }

    static final class VisitorBook implements Visitors {
        /** Whoever holds it keeps new visitors waiting to be written down. */
        final ReentrantLock book = new ReentrantLock();

        private final Map<String, Visitor> byToken = new ConcurrentHashMap<>();
        private final Ids ids;

        VisitorBook(Ids ids) {
            this.ids = ids;
        }

        @Override
        public Arrival arrive(InstitutionPath institution, String language) {
            var visitor = new Visitor(ids.next(), institution, language, null);
            var token = "token-" + visitor.id();
            book.lock();
            try {
                byToken.put(token, visitor);
            } finally {
                book.unlock();
            }
            return new Arrival(visitor, token);
        }

        @Override
        public Optional<Visitor> byToken(String token) {
            return Optional.ofNullable(byToken.get(token));
        }

        @Override
        public Optional<Visitor> find(UUID id) {
            return byToken.values().stream().filter(v -> v.id().equals(id)).findFirst();
        }

        @Override
        public void identify(UUID visitor, UUID customer) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Tree implements Institutions {
        @Override
        public Optional<Institution> find(InstitutionPath path) {
            return Optional.empty();
        }

        @Override
        public List<Institution> within(InstitutionPath path) {
            return List.of();
        }

        @Override
        public BusinessHours hoursOf(InstitutionPath path) {
            return BusinessHours.always(ZoneId.of("Asia/Shanghai"));
        }

        @Override
        public Outcome<Institution> create(NewInstitution institution) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Calendar> createCalendar(NewCalendar calendar) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Institution> useCalendar(InstitutionPath path, UUID calendar) {
            throw new UnsupportedOperationException();
        }
    }

    static final class OpenGate implements Guard {
        @Override
        public Operator current() {
            return new Operator(new UUID(73, 1), "admin", Name.of("管理员", "Admin"), BANK, "zh", List.of());
        }

        @Override
        public void require(Right right, InstitutionPath where) {}

        @Override
        public void requireAnywhere(Right right) {}

        @Override
        public <T> T as(Operator operator, Supplier<T> work) {
            return work.get();
        }
    }

    static final class Ledger implements AuditTrail {
        final List<Entry> entries = new CopyOnWriteArrayList<>();

        @Override
        public void record(Entry entry) {
            entries.add(entry);
        }
    }
}
