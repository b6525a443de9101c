package io.airbranch.desk;

import io.airbranch.access.Grant;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Operators.NewOperator;
import io.airbranch.access.Role;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Skills;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.ContactEvent.Opened;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Makes a bank of its own for each test, with a queue, colleagues and customers who wait. */
@Component
public class Bank {
    static final String PASSWORD = "correct horse 7";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Institutions institutions;
    private final Operators operators;
    private final Agents agents;
    private final Skills skills;
    private final Queues queues;
    private final Routing routing;
    private final Contacts contacts;
    private final Clock clock;

    Bank(
            Institutions institutions,
            Operators operators,
            Agents agents,
            Skills skills,
            Queues queues,
            Routing routing,
            Contacts contacts,
            Clock clock) {
        this.institutions = institutions;
        this.operators = operators;
        this.agents = agents;
        this.skills = skills;
        this.queues = queues;
        this.routing = routing;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** One bank: its place, its queue, and the skill that serves it. */
    public record Place(InstitutionPath path, UUID queue, String skill) {}

    public Place found() {
        int n = COUNT.incrementAndGet();
        var path = new InstitutionPath("desk" + n + ".");
        var skill = "desk-" + n;
        return Scope.within(Scope.system(), () -> {
            institutions
                    .create(new NewInstitution(
                            path,
                            Institution.Kind.GROUP,
                            Name.of("银行" + n, "Bank " + n),
                            ZoneId.of("Asia/Shanghai"),
                            List.of("zh", "en"),
                            null))
                    .orElseThrow();
            skills.define(new Skills.Skill(skill, path, Name.of("业务", "Service"), 0))
                    .orElseThrow();
            var queue = new Queue(
                    UUID.randomUUID(),
                    path,
                    Name.of("队列", "Queue"),
                    Map.of(skill, 1),
                    50,
                    null,
                    0.8,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(25),
                    100,
                    null,
                    true,
                    0);
            return new Place(path, queues.save(queue).orElseThrow().id(), skill);
        });
    }

    /** An outlet of the place, served by the same queue. */
    public Place below(Place place) {
        var path = place.path().child("o" + COUNT.incrementAndGet());
        Scope.within(
                Scope.system(),
                () -> institutions
                        .create(new NewInstitution(
                                path,
                                Institution.Kind.OUTLET,
                                Name.of("支行", "Outlet"),
                                ZoneId.of("Asia/Shanghai"),
                                List.of("zh", "en"),
                                null))
                        .orElseThrow());
        return new Place(path, place.queue(), place.skill());
    }

    public Operator hire(Place place, Role role) {
        return Scope.within(Scope.system(), () -> {
            var operator = operators
                    .create(new NewOperator(
                            "u-" + UUID.randomUUID(),
                            Name.of("张三", "Zhang San"),
                            place.path(),
                            "zh",
                            List.of(new Grant(role, place.path())),
                            PASSWORD,
                            false))
                    .orElseThrow();
            if (role == Role.AGENT) {
                agents.employ(new Agent(operator.id(), place.path(), Map.of(place.skill(), 5), Map.of("zh", 9), 3))
                        .orElseThrow();
            }
            return operator;
        });
    }

    /** A customer who has written one line and waits in the queue. */
    public UUID waiting(Place place, String text) {
        return Scope.within(Scope.system(), () -> {
            var contact = open(place, text);
            routing.place(new Routing.Request(contact, place.queue(), "zh", 50, clock.instant(), List.of()))
                    .orElseThrow();
            return contact;
        });
    }

    /** Another queue of the same bank, served by the same skill. */
    public UUID queue(Place place) {
        return Scope.within(Scope.system(), () -> {
            var first = queues.find(place.queue()).orElseThrow();
            var second = new Queue(
                    UUID.randomUUID(),
                    place.path(),
                    Name.of("另一个队列", "Another queue"),
                    first.skills(),
                    first.priority(),
                    null,
                    first.target(),
                    first.targetWait(),
                    first.offerTimeout(),
                    first.maxWaiting(),
                    null,
                    true,
                    0);
            return queues.save(second).orElseThrow().id();
        });
    }

    public UUID open(Place place, String text) {
        return Scope.within(Scope.system(), () -> {
            var id = UUID.randomUUID();
            contacts.open(new NewContact(
                            id, place.path(), new Opened(Channel.CHAT, "test", null, "/"), "zh", null, null))
                    .join()
                    .orElseThrow();
            says(id, text);
            return id;
        });
    }

    public void says(UUID contact, String text) {
        Scope.within(
                Scope.system(),
                () -> contacts.append(contact, new Message(Author.CUSTOMER, text, null), null)
                        .join()
                        .orElseThrow());
    }

    public Contact contact(UUID id) {
        return Scope.within(Scope.system(), () -> contacts.find(id).orElseThrow());
    }
}
