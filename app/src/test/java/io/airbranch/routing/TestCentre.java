package io.airbranch.routing;

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
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Medium;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.routing.alert.AlertWatch;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.crypto.FieldCipher;
import io.airbranch.shared.crypto.Keys;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The agent and routing modules as they are, on a database of their own, with the neighbours played by memory. Can be stopped and
 * started again on the same database, cleanly or as if killed.
 */
final class TestCentre implements AutoCloseable {
    static final InstitutionPath BANK = new InstitutionPath("sfb.cn.bank.");
    private static final Keys KEYS =
            Keys.load(Path.of(System.getProperty("java.io.tmpdir"), "airbranch-keys-" + UUID.randomUUID()), true);
    private static final ThreadLocal<TestCentre> STARTING = new ThreadLocal<>();

    final TestDatabase database = TestDatabase.fresh();
    final TestClock clock = new TestClock();
    final RememberedContacts contacts = new RememberedContacts(clock);
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Alerts.AlertChanged> alerted = new CopyOnWriteArrayList<>();
    BusinessHours hours = BusinessHours.always(ZoneId.of("Asia/Shanghai"));
    /** Counts from the next start. */
    String priorityWorth = "60s";

    private @Nullable AnnotationConfigApplicationContext context;
    private final List<AnnotationConfigApplicationContext> left = new ArrayList<>();

    TestCentre() {
        start();
    }

    void start() {
        var fresh = new AnnotationConfigApplicationContext();
        fresh.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "airbranch.routing.priority-worth", priorityWorth,
                                "airbranch.database.url", database.url(),
                                "airbranch.database.password", TestDatabase.password(),
                                "airbranch.database.owner-password", TestDatabase.password(),
                                "airbranch.database.pool-size", "8")));
        fresh.register(Neighbours.class);
        fresh.scan("io.airbranch.shared.db", "io.airbranch.agent", "io.airbranch.routing");
        STARTING.set(this);
        fresh.refresh();
        STARTING.remove();
        context = fresh;
        contacts.listener(fresh.getBean(ContactListener.class));
    }

    /** The server dies without a word and another one starts; what is left of the first still tries to write. */
    void killAndStart() {
        left.add(context());
        start();
    }

    Routing routingLeftBehind() {
        return left.getLast().getBean(Routing.class);
    }

    void stop() {
        contacts.listener(null);
        context().close();
    }

    private AnnotationConfigApplicationContext context() {
        if (context == null) {
            throw new IllegalStateException("Not started");
        }
        return context;
    }

    Routing routing() {
        return context().getBean(Routing.class);
    }

    <T> T part(Class<T> type) {
        return context().getBean(type);
    }

    static Duration timed(Runnable act) {
        long start = System.nanoTime();
        act.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What readiness is told. */
    boolean ready() {
        return ready(context());
    }

    boolean leftBehindReady() {
        return ready(left.getLast());
    }

    private static boolean ready(AnnotationConfigApplicationContext server) {
        var health = server.getBean(HealthIndicator.class).health();
        return health != null && health.getStatus().equals(Status.UP);
    }

    Queues queues() {
        return context().getBean(Queues.class);
    }

    Alerts alerts() {
        return context().getBean(Alerts.class);
    }

    /** As if a second had passed. */
    void alertsLook() {
        context().getBean(AlertWatch.class).look();
    }

    FigureRows figures() {
        return context().getBean(FigureRows.class);
    }

    Agents agents() {
        return context().getBean(Agents.class);
    }

    <T> T asSystem(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }

    UUID queue(int maxWaiting) {
        var queue = new Queue(
                UUID.randomUUID(),
                BANK,
                Name.of("信用卡", "Cards"),
                Map.of(),
                0,
                null,
                0.8,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                maxWaiting,
                null,
                true,
                0);
        return asSystem(() -> queues().save(queue)).orElseThrow().id();
    }

    /** With these steps, the last of which is followed by whoever fits. */
    UUID queue(Queue.Step... steps) {
        return queue(List.of(steps), null);
    }

    UUID queue(Queue.Limits limits) {
        return queue(List.of(), limits);
    }

    private UUID queue(List<Queue.Step> steps, Queue.@Nullable Limits limits) {
        var queue = new Queue(
                UUID.randomUUID(),
                BANK,
                Name.of("贷款", "Loans"),
                Map.of(),
                0,
                null,
                0.8,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                500,
                null,
                null,
                steps,
                limits,
                null,
                true,
                0);
        return asSystem(() -> queues().save(queue)).orElseThrow().id();
    }

    /** Employed and at his console, but not ready. */
    UUID agent(int capacity) {
        return agent(new Agent(UUID.randomUUID(), BANK, Map.of(), Map.of("zh", 10), capacity));
    }

    UUID agentAt(InstitutionPath home, Map<Medium, Integer> media) {
        return agent(new Agent(UUID.randomUUID(), home, Map.of(), Map.of("zh", 10), 3, media));
    }

    private UUID agent(Agent agent) {
        asSystem(() -> agents().employ(agent)).orElseThrow();
        agents().connected(agent.id());
        return agent.id();
    }

    List<UUID> agents(int count, int capacity) {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            all.add(agent(capacity));
        }
        return all;
    }

    Outcome<Presence> ready(UUID agent) {
        return agents().become(agent, Presence.State.READY, null);
    }

    UUID opened() {
        var id = UUID.randomUUID();
        var opened = new ContactEvent.Opened(ContactEvent.Channel.CHAT, "widget", null, null);
        contacts.open(new Contacts.NewContact(id, BANK, opened, "zh", null, null))
                .join()
                .orElseThrow();
        return id;
    }

    UUID arrives(UUID queue) {
        var contact = opened();
        place(contact, queue).orElseThrow();
        return contact;
    }

    Outcome<Routing.Position> place(UUID contact, UUID queue) {
        return routing().place(new Routing.Request(contact, queue, "zh", 0, clock.instant(), List.of()));
    }

    void ends(UUID contact, UUID agent) {
        contacts.append(contact, new ContactEvent.Ended(ContactEvent.Ended.Reason.AGENT, agent), null)
                .join()
                .orElseThrow();
    }

    void wrapsUp(UUID contact, UUID agent) {
        contacts.append(contact, new ContactEvent.WrappedUp(agent, "done", null, null), null)
                .join()
                .orElseThrow();
    }

    List<Offer> offers(List<UUID> agents) {
        return agents.stream().flatMap(a -> routing().offersOf(a).stream()).toList();
    }

    List<ContactEvent> eventsOf(UUID contact) {
        return contacts.events(contact, 0, 1_000).stream()
                .map(Contacts.Recorded::event)
                .toList();
    }

    JdbcClient sql() {
        return JdbcClient.create(database.owner());
    }

    /** All at the same moment, each on a thread of its own. */
    static <T> List<T> together(List<Callable<T>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var running = new ArrayList<Future<T>>();
            for (var act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (context != null && context.isActive()) {
            stop();
        }
        left.forEach(AnnotationConfigApplicationContext::close);
        contacts.close();
        database.close();
    }

    /** No stereotype: found by nobody who scans, registered by this test alone. */
    @ConfigurationPropertiesScan({"io.airbranch.shared.db", "io.airbranch.routing"})
    static class Neighbours {
        private final TestCentre centre = STARTING.get();

        @Bean
        Clock clock() {
            return centre.clock;
        }

        @Bean
        Ids ids() {
            return UUID::randomUUID;
        }

        @Bean
        FieldCipher fieldCipher() {
            return KEYS.fieldCipher();
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        JdbcTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean(destroyMethod = "")
        Contacts contacts() {
            return centre.contacts;
        }

        @Bean
        AuditTrail audit() {
            return entry -> {};
        }

        @Bean
        Guard guard() {
            return new Guard() {
                @Override
                public Operator current() {
                    throw new IllegalStateException("Nobody is signed in");
                }

                @Override
                public void require(Right right, InstitutionPath where) {
                    current();
                }

                @Override
                public void requireAnywhere(Right right) {
                    current();
                }

                @Override
                public <T> T as(Operator operator, Supplier<T> work) {
                    return work.get();
                }
            };
        }

        @Bean
        Operators operators() {
            return neighbour(Operators.class, (name, arguments) -> switch (name) {
                case "find" ->
                    Optional.of(new Operator(
                            (UUID) arguments[0], "somebody", Name.of("某人", "Somebody"), BANK, "zh", List.of()));
                default -> throw new UnsupportedOperationException(name);
            });
        }

        @Bean
        Institutions institutions() {
            return neighbour(Institutions.class, (name, arguments) -> switch (name) {
                case "hoursOf" -> centre.hours;
                case "calendar" -> Optional.<Calendar>empty();
                case "find" ->
                    Optional.of(new Institution(
                            BANK,
                            Institution.Kind.ENTITY,
                            Name.of("银行", "Bank"),
                            ZoneId.of("Asia/Shanghai"),
                            List.of("zh"),
                            null,
                            1));
                default -> throw new UnsupportedOperationException(name);
            });
        }

        @EventListener
        void alerted(Alerts.AlertChanged changed) {
            centre.alerted.add(changed);
        }

        @Bean
        Routing.Listener listener() {
            return new Routing.Listener() {
                @Override
                public void offered(Offer offer) {
                    centre.heard.add("offered " + offer.contact());
                }

                @Override
                public void offerEnded(Offer offer, String reason) {
                    centre.heard.add(reason + " " + offer.contact());
                }

                @Override
                public void changed(@Nullable UUID queue, @Nullable UUID agent) {}
            };
        }

        private interface Answers {
            Object to(String name, Object[] arguments);
        }

        private static <T> T neighbour(Class<T> type, Answers answers) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                            ? switch (method.getName()) {
                                case "equals" ->
                                    System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> type.getSimpleName();
                            }
                            : answers.to(method.getName(), arguments)));
        }
    }
}
