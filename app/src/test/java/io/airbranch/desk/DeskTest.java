package io.airbranch.desk;

import io.airbranch.access.Role;
import io.airbranch.desk.Bank.Place;
import io.airbranch.testkit.AirbranchTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the tests of the desk share: the whole application, a bank of one's own, people at consoles. */
@AirbranchTest
abstract class DeskTest {
    @LocalServerPort
    int port;

    @Autowired
    Bank bank;

    Place place;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void foundBank() {
        place = bank.found();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var closing : open.reversed()) {
            closing.close();
        }
    }

    Person person(Role role) {
        return person(place, role);
    }

    Person person(Place where, Role role) {
        var person = new Person(port, bank.hire(where, role)).signIn();
        open.add(person);
        return person;
    }

    Tab tab(Person person) {
        return kept(person.tab());
    }

    Tab kept(Tab tab) {
        open.add(tab);
        return tab;
    }

    /** The agent is ready, the customer waits, the offer is taken. */
    UUID serving(Person agent, Tab tab, String text) {
        agent.ready();
        var contact = bank.waiting(place, text);
        var offer = tab.topic("offer", d -> d.path("contact").asString().equals(contact.toString()));
        var answer = agent.post("/api/v1/offers/" + offer.path("id").asString() + "/accept", java.util.Map.of());
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        tab.event("joined");
        return contact;
    }
}
