package io.airbranch.demo;

import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.CustomerCard;
import io.airbranch.customer.Customers;
import io.airbranch.shared.db.Scope;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Founds the demo bank at the first start, before the first request is answered. Everything has a fixed id or name: what stands is left
 * alone, so a start that was interrupted goes on, and a second one changes nothing.
 */
@Component
@Profile("demo")
class DemoBank implements SmartLifecycle {
    /** After routing decides, before the web server opens. */
    private static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(DemoBank.class);

    private final Places places;
    private final Staff staff;
    private final Channels channels;
    private final History history;
    private final Welcome welcome;
    private final Customers customers;
    private final Contacts contacts;
    private final Operators operators;
    private volatile boolean running;

    DemoBank(
            Places places,
            Staff staff,
            Channels channels,
            History history,
            Welcome welcome,
            Customers customers,
            Contacts contacts,
            Operators operators) {
        this.places = places;
        this.staff = staff;
        this.channels = channels;
        this.history = history;
        this.welcome = welcome;
        this.customers = customers;
        this.contacts = contacts;
        this.operators = operators;
    }

    @Override
    public void start() {
        // Before there is anybody on whose behalf it could run.
        Scope.within(Scope.system(), () -> {
            if (contacts.find(History.LAST).isEmpty()) {
                found();
            }
        });
        welcome.write();
        running = true;
    }

    private void found() {
        var hours = places.build();
        staff.hire();
        channels.open(hours);
        var ids = Clients.all().stream().map(customers::register).toList();
        var known = customers.cards(ids).values().stream()
                .sorted(Comparator.comparing(CustomerCard::id))
                .toList();
        var colleagues = Staff.all().stream()
                .filter(Staff.Colleague::serves)
                .map(c -> operators.findByUsername(c.username()))
                .flatMap(Optional<Operator>::stream)
                .toList();
        history.tell(
                known,
                colleagues,
                Map.of(
                        Places.BANK,
                        Channels.PERSONAL,
                        Places.CARD,
                        Channels.CARDS,
                        Places.HK_BANK,
                        Channels.HONG_KONG));
        log.info(
                "The demo bank stands: {} customers, {} colleagues",
                known.size(),
                Staff.all().size());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
