package io.airbranch.sim.theory;

/**
 * One line before equal agents, Poisson arrivals, exponential handling, nobody hangs up (M/M/n).
 *
 * <p>Source: A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone Exchanges"
 * (1917). The blocking probability B is computed by its recursion B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)), which neither overflows nor
 * cancels; C = B / (1 - rho (1 - B)).
 *
 * @param arrivals per second
 * @param handling mean, seconds
 * @param agents more than the load, or the line grows for ever
 */
public record ErlangC(double arrivals, double handling, int agents) {

    public ErlangC {
        if (arrivals <= 0 || handling <= 0 || agents <= arrivals * handling) {
            throw new IllegalArgumentException("The line of " + arrivals + " contacts/s of " + handling + " s before "
                    + agents + " agents has no steady state; needed: more agents than " + arrivals * handling);
        }
    }

    /** Contacts in hand at once if there were agents without end, in Erlang. */
    public double load() {
        return arrivals * handling;
    }

    public double occupancy() {
        return load() / agents;
    }

    public double waitingProbability() {
        double blocked = blocking(agents, load());
        return blocked / (1 - occupancy() * (1 - blocked));
    }

    /** Mean over all contacts, in seconds. */
    public double meanWait() {
        return waitingProbability() * handling / (agents - load());
    }

    /** Share of contacts answered within so many seconds. */
    public double answeredWithin(double seconds) {
        return 1 - waitingProbability() * Math.exp(-(agents - load()) * seconds / handling);
    }

    /** Erlang B: the probability that all are busy where nobody can wait. */
    static double blocking(int agents, double load) {
        double blocked = 1;
        for (int k = 1; k <= agents; k++) {
            blocked = load * blocked / (k + load * blocked);
        }
        return blocked;
    }
}
