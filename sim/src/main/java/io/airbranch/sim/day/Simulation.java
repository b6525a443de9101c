package io.airbranch.sim.day;

import io.airbranch.sim.day.Customer.Fate;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One centre on one engine in virtual time. Takes the next thing that happens, be it a customer, an agent or a deadline of the engine,
 * tells the engine, and lets the engine's records make further things happen. Times in microseconds since midnight.
 */
public final class Simulation {
    private final Centre centre;
    private final SplittableRandom random;
    private final List<Watcher> watchers;
    private final EnginePort engine;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<Long, Customer> present = new HashMap<>();
    private long now;
    private long lastEvent;

    /** On a busy machine much of the time that passes is others'. */
    private double processorShare = 1;

    /** @param keep keeps all records in memory, for {@link #rebuilds} @param hash for {@link #hash} */
    public Simulation(Centre centre, SplittableRandom random, List<Watcher> watchers, boolean keep, boolean hash) {
        this.centre = centre;
        this.random = random;
        this.watchers = watchers;
        this.engine = new EnginePort(centre.rest(), new Hearing(), keep, hash);
    }

    private enum Kind {
        DUTY_BEGINS,
        DUTY_ENDS,
        ARRIVAL,
        PATIENCE_ENDS,
        ANSWER,
        SERVICE_ENDS,
        AFTER_WORK_ENDS
    }

    /** @param subject number of the customer or worker @param offer that is answered; 0 for other kinds */
    private record Event(long at, long order, Kind kind, long subject, long offer) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** @param arrivals in the order of their times */
    public void run(List<Arrival> arrivals) {
        long began = System.nanoTime();
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        live(arrivals);
        used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used;
        processorShare = Math.min(1, used / (double) Math.max(1, System.nanoTime() - began));
    }

    private void live(List<Arrival> arrivals) {
        var workers = centre.workers();
        for (int i = 0; i < centre.lines().size(); i++) {
            engine.line(i, centre.lines().get(i), now);
        }
        for (int i = 0; i < workers.size(); i++) {
            engine.worker(i, workers.get(i), now);
            for (var span : workers.get(i).atWork()) {
                schedule(span.from(), Kind.DUTY_BEGINS, i, 0);
                schedule(span.to(), Kind.DUTY_ENDS, i, 0);
            }
        }
        if (!arrivals.isEmpty()) {
            schedule(arrivals.getFirst().at(), Kind.ARRIVAL, 0, 0);
        }
        while (true) {
            var event = events.peek();
            long deadline = engine.deadline();
            if (event == null && deadline == Law.ENDLESS) {
                return;
            }
            if (event == null || deadline <= event.at()) {
                passTime(deadline);
            } else {
                events.poll();
                now = event.at();
                happen(event, arrivals);
            }
            watchers.forEach(w -> w.settled(now, c -> engine.why(c.number)));
        }
    }

    private void passTime(long deadline) {
        now = Math.max(now, deadline);
        engine.tick(now);
        if (engine.deadline() <= now) {
            throw new IllegalStateException("The engine's deadline " + deadline + " is not over at " + now);
        }
    }

    private void schedule(long at, Kind kind, long subject, long offer) {
        events.add(new Event(at, ++lastEvent, kind, subject, offer));
    }

    private void happen(Event event, List<Arrival> arrivals) {
        switch (event.kind()) {
            case DUTY_BEGINS -> duty((int) event.subject(), true);
            case DUTY_ENDS -> duty((int) event.subject(), false);
            case ARRIVAL -> {
                int next = (int) event.subject() + 1;
                if (next < arrivals.size()) {
                    schedule(arrivals.get(next).at(), Kind.ARRIVAL, next, 0);
                }
                arrive(new Customer(next, arrivals.get(next - 1)));
            }
            case PATIENCE_ENDS -> {
                var customer = present.get(event.subject());
                if (customer != null && customer.fate == Fate.WAITING) {
                    engine.end(customer.number, "hung-up", now);
                }
            }
            case ANSWER -> {
                var customer = present.get(event.subject());
                if (customer != null && customer.offer == event.offer()) {
                    engine.accept(customer.offer, customer.worker, now);
                }
            }
            case SERVICE_ENDS -> {
                var customer = present.get(event.subject());
                if (customer != null) {
                    engine.end(customer.number, "served", now);
                    schedule(now + customer.arrival.after(), Kind.AFTER_WORK_ENDS, customer.number, 0);
                }
            }
            case AFTER_WORK_ENDS -> engine.free(event.subject(), now);
        }
    }

    /** An agent who was sent away stays away when his time at work is over. */
    private void duty(int worker, boolean ready) {
        if (ready && !centre.workers().get(worker).atWork(now)) {
            return;
        }
        watchers.forEach(w -> w.duty(worker, ready, now));
        engine.duty(worker, ready, now);
    }

    private void arrive(Customer customer) {
        present.put(customer.number, customer);
        watchers.forEach(w -> w.arrived(customer, now));
        var medium = centre.lines().get(customer.arrival.line()).medium();
        if (!engine.place(customer.number, customer.arrival, medium, now)) {
            present.remove(customer.number);
            customer.fate = Fate.REFUSED;
            customer.leftAt = now;
            watchers.forEach(w -> w.lost(customer, now));
            return;
        }
        if (customer.offer == 0) {
            customer.estimate = engine.estimate(customer.number);
        }
        if (customer.arrival.patience() < Law.ENDLESS) {
            schedule(now + customer.arrival.patience(), Kind.PATIENCE_ENDS, customer.number, 0);
        }
    }

    private Customer customer(long number) {
        var found = present.get(number);
        if (found == null) {
            throw new IllegalStateException("The engine speaks of contact " + number + ", which is not here at " + now);
        }
        return found;
    }

    /** What the engine's records make happen. */
    private final class Hearing implements EnginePort.Listener {
        @Override
        public void offered(long contact, long offer, int worker, long expiresAt) {
            var customer = customer(contact);
            customer.offer = offer;
            customer.worker = worker;
            watchers.forEach(w -> w.offered(customer, offer, worker, expiresAt, now));
            var answering = centre.answering();
            if (answering.missed() == 0 || random.nextDouble() >= answering.missed()) {
                schedule(now + answering.delay().draw(random), Kind.ANSWER, contact, offer);
            }
        }

        @Override
        public void offerEnded(long contact, long offer, int worker, long pauseUntil) {
            var customer = customer(contact);
            customer.offer = 0;
            customer.worker = -1;
            watchers.forEach(w -> w.offerEnded(customer, offer, worker, pauseUntil, now));
        }

        @Override
        public void assigned(long contact, long offer, int worker) {
            var customer = customer(contact);
            customer.offer = 0;
            customer.worker = worker;
            customer.fate = Fate.SERVED;
            customer.answeredAt = now;
            schedule(now + customer.arrival.service(), Kind.SERVICE_ENDS, contact, 0);
            watchers.forEach(w -> w.answered(customer, offer, worker, now));
        }

        @Override
        public void left(long contact) {
            var customer = customer(contact);
            present.remove(contact);
            customer.fate = Fate.HUNG_UP;
            customer.leftAt = now;
            watchers.forEach(w -> w.lost(customer, now));
        }

        @Override
        public void freed(long contact, int worker) {
            var customer = customer(contact);
            present.remove(contact);
            watchers.forEach(w -> w.freed(customer, worker, now));
        }

        @Override
        public void setAway(int worker) {
            watchers.forEach(w -> w.duty(worker, false, now));
            schedule(now + Law.micros(centre.answering().back()), Kind.DUTY_BEGINS, worker, 0);
        }

        @Override
        public void rests(int worker, boolean resting) {
            watchers.forEach(w -> w.rests(worker, resting, now));
        }
    }

    /** Contacts that are still in the centre; none after {@link #run} where everybody leaves at last. */
    public int present() {
        return present.size();
    }

    public boolean rebuilds() {
        return engine.rebuilds();
    }

    public String hash() {
        return engine.hash();
    }

    public EngineLoad load() {
        return engine.load(processorShare);
    }
}
