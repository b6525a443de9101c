package io.airbranch.sim.book;

import io.airbranch.sim.day.Customer;
import io.airbranch.sim.day.Line;
import io.airbranch.sim.day.Poisson;
import io.airbranch.sim.day.Watcher;
import io.airbranch.sim.day.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Writes down a simulated day: contacts by the half hour in which they came and by queue, and how busy the agents were. */
public final class DayBook implements Watcher {
    private final List<Line> lines;
    private final List<Desk> desks;
    private final Figures total = new Figures();
    private final List<Figures> byLine = new ArrayList<>();
    private final TreeMap<Integer, Figures> byHalfHour = new TreeMap<>();
    private double[] staffed = new double[48];
    private double[] busy = new double[48];

    public DayBook(List<Line> lines, List<Worker> workers) {
        this.lines = lines;
        this.desks = workers.stream().map(Desk::new).toList();
        lines.forEach(l -> byLine.add(new Figures()));
    }

    /** One agent's state since it last changed. */
    private static final class Desk {
        final Worker worker;
        boolean onDuty;
        int inHand;
        double load;
        long since;

        Desk(Worker worker) {
            this.worker = worker;
        }
    }

    @Override
    public void offered(Customer customer, long offer, int worker, long expiresAt, long now) {
        take(customer, worker, 1, now);
    }

    @Override
    public void offerEnded(Customer customer, long offer, int worker, long pauseUntil, long now) {
        take(customer, worker, -1, now);
    }

    @Override
    public void answered(Customer customer, long offer, int worker, long now) {
        count(customer);
    }

    @Override
    public void lost(Customer customer, long now) {
        count(customer);
    }

    @Override
    public void freed(Customer customer, int worker, long now) {
        take(customer, worker, -1, now);
    }

    @Override
    public void duty(int worker, boolean onDuty, long now) {
        elapse(desks.get(worker), now);
        desks.get(worker).onDuty = onDuty;
    }

    private void take(Customer customer, int worker, int more, long now) {
        var desk = desks.get(worker);
        elapse(desk, now);
        desk.inHand += more;
        var medium = lines.get(customer.arrival().line()).medium();
        desk.load += more / (double) desk.worker.capacity().getOrDefault(medium, 1);
    }

    private void elapse(Desk desk, long now) {
        if (desk.onDuty || desk.inHand > 0) {
            for (long from = desk.since; from < now; ) {
                int half = (int) (from / Poisson.HALF_HOUR);
                long to = Math.min(now, (half + 1) * Poisson.HALF_HOUR);
                room(half);
                staffed[half] += to - from;
                busy[half] += (to - from) * Math.min(1, desk.load);
                from = to;
            }
        }
        desk.since = now;
    }

    private void room(int half) {
        if (half >= staffed.length) {
            staffed = Arrays.copyOf(staffed, half * 2);
            busy = Arrays.copyOf(busy, half * 2);
        }
    }

    private void count(Customer customer) {
        var target = lines.get(customer.arrival().line()).target();
        int half = (int) (customer.arrival().at() / Poisson.HALF_HOUR);
        total.add(customer, target);
        byLine.get(customer.arrival().line()).add(customer, target);
        byHalfHour.computeIfAbsent(half, h -> new Figures()).add(customer, target);
    }

    public Figures total() {
        return total;
    }

    public Figures line(int number) {
        return byLine.get(number);
    }

    /** By number of the half hour since midnight in which the contacts came. */
    public NavigableMap<Integer, Figures> byHalfHour() {
        return byHalfHour;
    }

    /** Agents on duty, on average over the half hour. */
    public double agents(int half) {
        return half < staffed.length ? staffed[half] / Poisson.HALF_HOUR : 0;
    }

    public double agentHours() {
        return Arrays.stream(staffed).sum() / Poisson.HALF_HOUR / 2;
    }

    /** Share of the agents' places that was taken, by ringing, conversation or work after it, while they were on duty. */
    public double occupancy(int half) {
        return half < staffed.length && staffed[half] > 0 ? busy[half] / staffed[half] : Double.NaN;
    }

    public double occupancy() {
        double all = Arrays.stream(staffed).sum();
        return all == 0 ? Double.NaN : Arrays.stream(busy).sum() / all;
    }
}
