package io.airbranch.sim.bank;

import io.airbranch.sim.book.DayBook;
import io.airbranch.sim.day.Arrival;
import io.airbranch.sim.day.Centre;
import io.airbranch.sim.day.EngineLoad;
import io.airbranch.sim.day.Invariants;
import io.airbranch.sim.day.Line;
import io.airbranch.sim.day.Poisson;
import io.airbranch.sim.day.Simulation;
import io.airbranch.sim.day.Watcher;
import io.airbranch.sim.day.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One day of the bank out of one seed.
 *
 * @param answeringSeed for what happens only during the day: how fast agents answer
 */
record BankDay(long seed, double contacts, List<Worker> workers, List<Arrival> arrivals, long answeringSeed) {

    /** @param agents so many; 0: as many as the contacts need */
    static BankDay of(long seed, double contacts, int agents) {
        var root = new SplittableRandom(seed);
        var people = root.split();
        var customers = root.split();
        long answering = root.nextLong();
        var workers = agents == 0 ? Shifts.forContacts(contacts, people) : Shifts.forAgents(agents, contacts, people);
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < Bank.STREAMS.size(); i++) {
            int line = i;
            var stream = Bank.STREAMS.get(i);
            var luck = customers.split();
            Poisson.draw(
                    Bank.profile(contacts * stream.share()),
                    customers.split(),
                    at -> arrivals.add(new Arrival(
                            at,
                            line,
                            stream.language(),
                            0,
                            0,
                            stream.patience().draw(luck),
                            stream.service().draw(luck),
                            stream.after().draw(luck))));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::line));
        return new BankDay(seed, contacts, workers, arrivals, answering);
    }

    static List<Line> lines() {
        return Bank.STREAMS.stream().map(Stream::line).toList();
    }

    /** @param check holds every record against the invariants, and the records against the state at the end */
    Lived live(boolean check) {
        var book = new DayBook(lines(), workers);
        var watchers = new ArrayList<Watcher>(List.of(book));
        var invariants = new Invariants(lines(), workers);
        if (check) {
            watchers.add(invariants);
        }
        var simulation = new Simulation(
                new Centre(lines(), workers, Bank.ANSWERING, Bank.REST),
                new SplittableRandom(answeringSeed),
                watchers,
                check,
                true);
        simulation.run(arrivals);
        if (check && !simulation.rebuilds()) {
            throw new IllegalStateException("Seed " + seed + ": the records do not lead to the state");
        }
        return new Lived(this, book, simulation.load(), simulation.hash(), simulation.present(), invariants.checks());
    }

    /** @param hash of all records @param left contacts that nobody ended @param checks rules held against what happened; 0 = not asked */
    record Lived(BankDay day, DayBook book, EngineLoad load, String hash, int left, long checks) {}
}
