package io.airbranch.sim.bank;

import io.airbranch.sim.day.Law;
import io.airbranch.sim.day.Poisson;
import io.airbranch.sim.day.Worker;
import io.airbranch.sim.day.Worker.Span;
import io.airbranch.sim.theory.ErlangA;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shifts for the bank's day: agents needed per half hour by Erlang A, then shift after shift where it fills most of what is missing. A
 * planner would do better; a simulated day needs people who come and go as people do.
 */
final class Shifts {
    /** Half hours of a full day and of half a day's work. */
    private static final int FULL = 16;

    private static final int PART = 8;

    /** Half a day must fill this much more of its time than a full one. */
    private static final double PART_TIME = .8;

    private static final double SERVICE_LEVEL = .8;

    /** Share of a shift's time that must have been missing, for it to be worth it. */
    private static final double WORTH = .45;

    /** Ways to lay the breaks that are compared for each shift. */
    private static final int TRIES = 8;

    /** Whoever closes stays until the last customers are served. */
    private static final long LAST_CUSTOMERS = minutes(15);

    private final double[][] missing = new double[Bank.CREWS.size()][Bank.CLOSES + 1];
    private final SplittableRandom random;
    private final List<Worker> workers = new ArrayList<>();
    private final HashMap<String, Integer> numbers = new HashMap<>();

    private Shifts(double contacts, SplittableRandom random) {
        this.random = random;
        need(contacts);
    }

    /** As many as the contacts need. */
    static List<Worker> forContacts(double contacts, SplittableRandom random) {
        var shifts = new Shifts(contacts, random);
        for (var next = shifts.best(); next.worth() >= WORTH; next = shifts.best()) {
            shifts.add(next);
        }
        return shifts.workers;
    }

    /** Just so many, each where most is missing. */
    static List<Worker> forAgents(int agents, double contacts, SplittableRandom random) {
        var shifts = new Shifts(contacts, random);
        while (shifts.workers.size() < agents) {
            var next = shifts.best();
            if (next.worth() <= 0) {
                shifts.need(contacts);
            } else {
                shifts.add(next);
            }
        }
        return shifts.workers;
    }

    private void need(double contacts) {
        for (int half = Bank.OPENS; half < Bank.CLOSES; half++) {
            for (int crew = 0; crew < missing.length; crew++) {
                missing[crew][half] += needed(crew, contacts, half);
            }
        }
    }

    private static double needed(int crew, double contacts, int half) {
        double arrivals = 0;
        double load = 0;
        double patience = 0;
        double target = 0;
        for (var stream : Bank.STREAMS) {
            if (stream.crew() == crew) {
                double rate = Bank.profile(contacts)[half] * stream.share() / 1800;
                arrivals += rate;
                load += rate * (mean(stream.service()) + mean(stream.after()) + mean(Bank.ANSWERING.delay()));
                patience += rate * mean(stream.patience());
                target += rate * stream.line().target().toSeconds();
            }
        }
        if (arrivals == 0) {
            return 0;
        }
        int places = 1;
        while (new ErlangA(arrivals, load / arrivals, patience / arrivals, places).answeredWithin(target / arrivals)
                < SERVICE_LEVEL) {
            places++;
        }
        return places / (double) Bank.CREWS.get(crew).places();
    }

    private static double mean(Law law) {
        return switch (law) {
            case Law.Exponential l -> l.mean();
            case Law.Lognormal l -> l.mean();
            case Law.Fixed l -> l.seconds();
            case Law.Endless l -> throw new IllegalArgumentException("Endless patience or service has no mean");
        };
    }

    /** @param worth share of the shift's time that is missing */
    private record Next(int crew, int start, int length, double worth) {}

    private Next best() {
        var best = new Next(0, Bank.OPENS, FULL, 0);
        for (int crew = 0; crew < missing.length; crew++) {
            for (int length : new int[] {FULL, PART}) {
                for (int start = Bank.OPENS; start <= Bank.CLOSES - length; start++) {
                    double filled = 0;
                    for (int half = start; half < start + length; half++) {
                        filled += Math.clamp(missing[crew][half], 0, 1);
                    }
                    double worth = filled / length * (length == PART ? PART_TIME : 1);
                    if (worth > best.worth()) {
                        best = new Next(crew, start, length, worth);
                    }
                }
            }
        }
        return best;
    }

    private void add(Next next) {
        var best = atWork(next);
        for (int i = 1; i < TRIES; i++) {
            var other = atWork(next);
            if (filled(next.crew(), other) > filled(next.crew(), best)) {
                best = other;
            }
        }
        for (int half = Bank.OPENS; half < Bank.CLOSES; half++) {
            missing[next.crew()][half] -= present(best, half);
        }
        var crew = Bank.CREWS.get(next.crew());
        int number = numbers.merge(crew.name(), 1, Integer::sum);
        workers.add(new Worker(
                crew.name() + " " + number, crew.skills(number), crew.languages(), crew.capacity(number), best));
    }

    private double filled(int crew, List<Span> spans) {
        double filled = 0;
        for (int half = Bank.OPENS; half < Bank.CLOSES; half++) {
            filled += present(spans, half) * Math.max(0, missing[crew][half]);
        }
        return filled;
    }

    /** Share of the half hour. */
    private static double present(List<Span> spans, int half) {
        long from = half * Poisson.HALF_HOUR;
        long present = 0;
        for (var span : spans) {
            present += Math.max(0, Math.min(span.to(), from + Poisson.HALF_HOUR) - Math.max(span.from(), from));
        }
        return present / (double) Poisson.HALF_HOUR;
    }

    /** A full day has a meal of 45 minutes and two breaks of 15; half a day has one break. */
    private List<Span> atWork(Next next) {
        long from = next.start() * Poisson.HALF_HOUR;
        int end = next.start() + next.length();
        long to = end * Poisson.HALF_HOUR + (end == Bank.CLOSES ? LAST_CUSTOMERS : 0);
        if (next.length() == PART) {
            long pause = from + minutes(75 + random.nextInt(90));
            return List.of(new Span(from, pause), new Span(pause + minutes(15), to));
        }
        long first = from + minutes(60 + random.nextInt(75));
        long meal = from + minutes(165 + random.nextInt(120));
        long second = from + minutes(345 + random.nextInt(90));
        return List.of(
                new Span(from, first),
                new Span(first + minutes(15), meal),
                new Span(meal + minutes(45), second),
                new Span(second + minutes(15), to));
    }

    private static long minutes(int minutes) {
        return minutes * Poisson.HALF_HOUR / 30;
    }
}
