package io.airbranch.sim.book;

import io.airbranch.sim.client.Json;
import io.airbranch.sim.day.Customer;
import io.airbranch.sim.day.Law;
import java.time.Duration;
import java.util.Map;

/** What is said of a number of contacts. Waits are until answered or hung up, ringing counted, in seconds. */
public final class Figures {
    private int answered;
    private int abandoned;
    private int refused;
    private int within;
    private final Sample waits = new Sample();
    private final Sample errors = new Sample();
    private final Sample absoluteErrors = new Sample();
    private final Sample estimatedWaits = new Sample();

    public void add(Customer customer, Duration target) {
        if (customer.refused()) {
            refused++;
            return;
        }
        double wait = customer.waited() / Law.MICROS;
        add(customer.answered(), wait, target);
        if (customer.answered() && customer.estimate().isPresent()) {
            double error = customer.estimate().getAsLong() / Law.MICROS - wait;
            estimatedWaits.add(wait);
            errors.add(error);
            absoluteErrors.add(Math.abs(error));
        }
    }

    /** @param wait seconds */
    public void add(boolean wasAnswered, double wait, Duration target) {
        waits.add(wait);
        if (wasAnswered) {
            answered++;
            within += wait * 1000 <= target.toMillis() ? 1 : 0;
        } else {
            abandoned++;
        }
    }

    public int offered() {
        return answered + abandoned + refused;
    }

    public int answered() {
        return answered;
    }

    public int abandoned() {
        return abandoned;
    }

    /** Not let into a full line. */
    public int refused() {
        return refused;
    }

    public double abandonment() {
        return share(abandoned);
    }

    /** Answered within the target, of answered and abandoned. */
    public double serviceLevel() {
        return share(within);
    }

    private double share(int part) {
        return answered + abandoned == 0 ? Double.NaN : part / (double) (answered + abandoned);
    }

    public double meanWait() {
        return waits.mean();
    }

    public double wait95() {
        return waits.quantile(.95);
    }

    /** Contacts that were told a wait and were answered. */
    public int estimated() {
        return errors.size();
    }

    /** Mean wait of those who were told one. */
    public double estimatedWait() {
        return estimatedWaits.mean();
    }

    /** Mean absolute difference between the wait told on arrival and the wait that came. */
    public double estimateError() {
        return absoluteErrors.mean();
    }

    /** Mean difference; above nothing: told too long. */
    public double estimateBias() {
        return errors.mean();
    }

    public Map<String, Object> json() {
        return Json.object(
                "offered", offered(),
                "answered", answered,
                "abandoned", abandoned,
                "refused", refused,
                "serviceLevel", Numbers.orNull(serviceLevel(), 4),
                "abandonment", Numbers.orNull(abandonment(), 4),
                "meanWaitSeconds", Numbers.orNull(meanWait(), 2),
                "wait95Seconds", Numbers.orNull(wait95(), 2),
                "estimated", estimated(),
                "estimateMeanAbsoluteErrorSeconds", Numbers.orNull(estimateError(), 2),
                "estimateBiasSeconds", Numbers.orNull(estimateBias(), 2));
    }
}
