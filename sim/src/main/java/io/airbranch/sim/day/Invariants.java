package io.airbranch.sim.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What must never be otherwise, checked after every record and every decision against the rules alone, without the engine's own state: no
 * contact at two agents, no agent above his capacity or asked off duty or at rest, no lease that outlives itself, nobody who waits while an
 * agent who may serve him is free, nobody whom an agent passes over for one who stands behind him; and the engine's explanation agrees with
 * what it decided.
 */
public final class Invariants implements Watcher {
    /** 60 s: the engine's setting where nobody says otherwise. */
    private static final long PRIORITY_WORTH = 60_000_000;

    private final List<Line> lines;
    private final List<Worker> workers;
    private final boolean[] onDuty;
    private final boolean[] resting;
    private final List<Map<Long, Medium>> inHand = new ArrayList<>();
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final Map<Long, Waiting> ringing = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();
    private final List<Pass> passes = new ArrayList<>();
    private long checks;

    public Invariants(List<Line> lines, List<Worker> workers) {
        this.lines = lines;
        this.workers = workers;
        this.onDuty = new boolean[workers.size()];
        this.resting = new boolean[workers.size()];
        workers.forEach(w -> inHand.add(new HashMap<>()));
    }

    /** A contact in line, as the records tell it. */
    private static final class Waiting {
        final Customer customer;
        final Set<Integer> letPassBy = new HashSet<>();
        long pauseUntil = -1;
        int askedOf = -1;
        long leaseUntil;

        Waiting(Customer customer) {
            this.customer = customer;
        }
    }

    /** Of this one the agent was asked, when he could have taken those who stood before it. */
    private record Pass(Waiting chosen, int worker, List<Waiting> before) {}

    /** How often something was held against a rule. */
    public long checks() {
        return checks;
    }

    private void claim(boolean holds, long now, Supplier<String> breach) {
        checks++;
        if (!holds) {
            throw new IllegalStateException("At " + now + " µs: " + breach.get());
        }
    }

    @Override
    public void arrived(Customer customer, long now) {
        waiting.put(customer.number, new Waiting(customer));
    }

    @Override
    public void offered(Customer customer, long offer, int worker, long expiresAt, long now) {
        var found = waiting.get(customer.number);
        claim(found != null, now, () -> "contact " + customer.number + " was offered but does not wait");
        if (found == null) {
            return;
        }
        claim(
                found.askedOf < 0,
                now,
                () -> "contact " + customer.number + " rings at agents " + found.askedOf + " and " + worker);
        claim(onDuty[worker], now, () -> "agent " + worker + " was asked off duty");
        claim(!resting[worker], now, () -> "agent " + worker + " was asked while he rests");
        claim(expiresAt > now, now, () -> "the lease of offer " + offer + " ended before it began");
        var medium = lines.get(customer.arrival().line()).medium();
        claim(
                takes(worker, medium),
                now,
                () -> "agent " + worker + " was asked for one more beside " + inHand.get(worker));
        claim(fits(worker, customer), now, () -> "agent " + worker + " was asked for " + customer.arrival());
        var before = waiting.values().stream()
                .filter(o -> o.askedOf < 0 && place(o) < place(found))
                .filter(o -> fits(worker, o.customer) && takes(worker, medium(o)))
                .toList();
        inHand.get(worker).put(customer.number, medium);
        found.askedOf = worker;
        found.leaseUntil = expiresAt;
        ringing.put(customer.number, found);
        passes.add(new Pass(found, worker, before));
    }

    @Override
    public void offerEnded(Customer customer, long offer, int worker, long pauseUntil, long now) {
        var found = ringing.remove(customer.number);
        claim(found != null && found.askedOf == worker, now, () -> "offer " + offer + " ended, which rings nowhere");
        inHand.get(worker).remove(customer.number);
        if (found != null) {
            found.askedOf = -1;
            if (pauseUntil >= 0) {
                found.letPassBy.add(worker);
                found.pauseUntil = pauseUntil;
            }
        }
    }

    @Override
    public void answered(Customer customer, long offer, int worker, long now) {
        var found = ringing.remove(customer.number);
        claim(
                found != null && found.askedOf == worker,
                now,
                () -> "agent " + worker + " answered " + offer + ", which rings elsewhere");
        claim(accepted.add(offer), now, () -> "offer " + offer + " was answered twice");
        waiting.remove(customer.number);
    }

    @Override
    public void lost(Customer customer, long now) {
        claim(
                waiting.remove(customer.number) != null,
                now,
                () -> "contact " + customer.number + " left but was not in line");
    }

    @Override
    public void freed(Customer customer, int worker, long now) {
        claim(
                inHand.get(worker).remove(customer.number) != null,
                now,
                () -> "agent " + worker + " was freed of a stranger");
    }

    @Override
    public void duty(int worker, boolean ready, long now) {
        onDuty[worker] = ready;
    }

    @Override
    public void rests(int worker, boolean rests, long now) {
        resting[worker] = rests;
    }

    @Override
    public void settled(long now, Explaining engine) {
        for (var r : ringing.values()) {
            claim(
                    r.leaseUntil > now,
                    now,
                    () -> "the lease of contact " + r.customer.number + " is over, and it rings");
        }
        for (var pass : passes) {
            for (var other : pass.before()) {
                claim(
                        other.askedOf >= 0
                                || !waiting.containsKey(other.customer.number)
                                || other.letPassBy.contains(pass.worker()),
                        now,
                        () -> "agent " + pass.worker() + " was asked for contact " + pass.chosen().customer.number
                                + " before " + other.customer.number + ", which stands before it");
            }
            if (pass.chosen().askedOf == pass.worker()) {
                int chosen = engine.why(pass.chosen().customer).chosen();
                claim(
                        chosen == pass.worker(),
                        now,
                        () -> "agent " + pass.worker() + " was asked, explained is agent " + chosen);
            }
        }
        passes.clear();
        for (var w : waiting.values()) {
            if (w.askedOf < 0) {
                claim(nobodyFor(w, now), now, () -> "contact " + w.customer.number + " waits while somebody is free");
            }
        }
        explained(now, engine);
    }

    /** One of those who wait, another one each time: to explain looks at all agents. */
    private void explained(long now, Explaining engine) {
        var unasked = waiting.values().stream().filter(w -> w.askedOf < 0).toList();
        if (!unasked.isEmpty()) {
            var one = unasked.get((int) (checks % unasked.size())).customer;
            var why = engine.why(one);
            claim(
                    why.candidates() == 0 && why.chosen() < 0 && why.agents() == workers.size(),
                    now,
                    () -> "contact " + one.number + " waits, explained as " + why + " of " + workers.size()
                            + " agents");
        }
    }

    private boolean nobodyFor(Waiting w, long now) {
        var medium = medium(w);
        for (int i = 0; i < workers.size(); i++) {
            boolean letPass = w.letPassBy.contains(i) && w.pauseUntil > now;
            if (onDuty[i] && !resting[i] && !letPass && takes(i, medium) && fits(i, w.customer)) {
                return false;
            }
        }
        return true;
    }

    /** In line, on the scale on which a step of priority is worth so much waiting: the less, the further in front. */
    private long place(Waiting w) {
        var arrival = w.customer.arrival();
        int priority = arrival.priority() + lines.get(arrival.line()).priority();
        return arrival.at() - arrival.credit() - priority * PRIORITY_WORTH;
    }

    private Medium medium(Waiting w) {
        return lines.get(w.customer.arrival().line()).medium();
    }

    private boolean fits(int worker, Customer customer) {
        return workers.get(worker)
                .fits(lines.get(customer.arrival().line()), customer.arrival().language());
    }

    private boolean takes(int worker, Medium medium) {
        Collection<Medium> has = inHand.get(worker).values();
        return has.size() < workers.get(worker).capacity().getOrDefault(medium, 0)
                && has.stream().allMatch(m -> m == medium);
    }
}
