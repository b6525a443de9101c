package io.airbranch.sim.theory;

/**
 * One line before equal agents, Poisson arrivals, exponential handling, and customers who hang up after an exponential patience (M/M/n+M).
 *
 * <p>Source: C. Palm, "Research on Telephone Traffic Carried by Full Availability Groups" (1957), in the form of A. Mandelbaum and
 * S. Zeltyn, "Service Engineering in Action: The Palm/Erlang-A Queue" (2007): with x = n mu / theta, y = lambda / theta and
 * A = 1 + sum over j of y^j / ((x+1)...(x+j)), the waiting probability is A B / (1 + (A-1) B), B being Erlang's blocking probability, and
 * P(hangs up | waits) = 1/(rho A) + 1 - 1/rho. A customer of endless patience would wait x seconds with the density
 * v(x) = lambda p(n-1) exp(lambda (1 - e^(-theta x)) / theta - n mu x), p(n-1) being the probability that just one agent is free.
 *
 * @param arrivals per second
 * @param handling mean, seconds
 * @param patience mean, seconds
 */
public record ErlangA(double arrivals, double handling, double patience, int agents) {
    private static final int PANELS = 4_000;

    public ErlangA {
        if (arrivals <= 0 || handling <= 0 || patience <= 0 || agents < 1) {
            throw new IllegalArgumentException("Needed above nothing: " + arrivals + " contacts/s, " + handling
                    + " s handling, " + patience + " s patience, " + agents + " agents");
        }
    }

    public double load() {
        return arrivals * handling;
    }

    public double waitingProbability() {
        double a = series();
        double blocked = ErlangC.blocking(agents, load());
        return a * blocked / (1 + (a - 1) * blocked);
    }

    /** Share of all contacts that hang up. */
    public double abandonment() {
        double offeredPerAgent = load() / agents;
        return waitingProbability() * (1 / (offeredPerAgent * series()) + 1 - 1 / offeredPerAgent);
    }

    /** Mean over all contacts until answered or hung up, in seconds: who waits a second hangs up in it with probability 1/patience. */
    public double meanWait() {
        return abandonment() * patience;
    }

    public double occupancy() {
        return load() * (1 - abandonment()) / agents;
    }

    /** Service level: share of all contacts, those that hang up too, that are answered within so many seconds. */
    public double answeredWithin(double seconds) {
        double step = seconds / PANELS;
        double sum = answeredAt(0) + answeredAt(seconds);
        for (int i = 1; i < PANELS; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * answeredAt(i * step);
        }
        return 1 - waitingProbability() + sum * step / 3;
    }

    /** Density of being answered after just this wait: whoever would wait so long, and still is there. Smooth, so Simpson's rule is exact enough. */
    private double answeredAt(double wait) {
        double oneFree = (1 - waitingProbability()) * ErlangC.blocking(agents - 1, load());
        double exponent =
                arrivals * patience * -Math.expm1(-wait / patience) - agents * wait / handling - wait / patience;
        return arrivals * oneFree * Math.exp(exponent);
    }

    private double series() {
        double x = agents * patience / handling;
        double y = arrivals * patience;
        double sum = 1;
        double term = 1;
        for (int j = 1; term > sum * 1e-17; j++) {
            term *= y / (x + j);
            sum += term;
        }
        return sum;
    }
}
