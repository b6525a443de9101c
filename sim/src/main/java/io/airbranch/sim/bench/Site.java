package io.airbranch.sim.bench;

import io.airbranch.sim.Await;
import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.CustomerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue of its own with a widget and colleagues of its own: what happens in it is nobody else's.
 *
 * @param widget the widget's key
 * @param agents signed in, streams open, away
 * @param turnedAway sockets that did not get their welcome and tried again
 */
record Site(Centre centre, String widget, List<AgentClient> agents, AtomicInteger turnedAway) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int AT_ONCE = 64;

    void ready() {
        together(agents, agent -> agent.become("ready", null));
    }

    /** Opens sockets, a bounded number at once, and waits until each is welcomed. */
    List<CustomerClient> connect(int count, CustomerClient.Ear ear) {
        var free = new Semaphore(AT_ONCE);
        var customers = new ArrayList<CustomerClient>(count);
        for (int i = 0; i < count; i++) {
            free.acquireUninterruptibly();
            var customer = new CustomerClient(centre, widget, i % 4 == 3 ? "en" : "zh", ear);
            customers.add(customer);
            var _ = customer.connect().handle((welcome, fault) -> {
                free.release();
                if (fault != null) {
                    turnedAway.incrementAndGet();
                    Progress.say("a socket was turned away: " + fault.getMessage());
                    var _ = customer.connect();
                }
                return welcome;
            });
        }
        boolean all = Await.upTo(LIMIT, () -> customers.stream().allMatch(CustomerClient::connected));
        if (!all) {
            long open = customers.stream().filter(CustomerClient::connected).count();
            throw new IllegalStateException("Only " + open + " of " + count + " sockets opened");
        }
        return customers;
    }

    /** All start at once. */
    static void start(List<CustomerClient> customers, String firstLine) {
        var started =
                customers.stream().map(c -> c.start(null, null, firstLine)).toList();
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
                .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    static void together(List<AgentClient> agents, java.util.function.Consumer<AgentClient> act) {
        var done = agents.stream()
                .map(agent -> agent.later(() -> {
                    act.accept(agent);
                    return agent;
                }))
                .toList();
        CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
    }

    void leave(List<CustomerClient> customers) {
        customers.forEach(CustomerClient::close);
        agents.forEach(AgentClient::close);
    }
}
