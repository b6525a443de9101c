package io.airbranch.sim.replay;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How long customers are willing to wait, out of those who hung up and those who were answered before we could know.
 *
 * <p>Source: E. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations" (1958): the survival function falls at each
 * time at which somebody hung up, by the share of those still waiting then who did. Beyond the longest observation the mean rate of hanging
 * up, hang-ups over all time waited, goes on.
 */
final class KaplanMeier {
    /** Share that is still willing to wait after so many seconds, where it changes. */
    private final TreeMap<Double, Double> survival = new TreeMap<>();

    private final double rate;
    private final double longest;
    private final int hangUps;
    private final int observations;

    /** @param counts hung up and answered, by how long they waited */
    private KaplanMeier(NavigableMap<Long, int[]> counts) {
        int atRisk = counts.values().stream().mapToInt(c -> c[0] + c[1]).sum();
        observations = atRisk;
        hangUps = counts.values().stream().mapToInt(c -> c[0]).sum();
        double waited = 0;
        double share = 1;
        for (var entry : counts.entrySet()) {
            int hungUp = entry.getValue()[0];
            int answered = entry.getValue()[1];
            if (hungUp > 0) {
                share *= 1 - hungUp / (double) atRisk;
                survival.put((double) entry.getKey(), share);
            }
            waited += entry.getKey() * (double) (hungUp + answered);
            atRisk -= hungUp + answered;
        }
        longest = counts.isEmpty() ? 0 : counts.lastKey();
        rate = waited == 0 ? 0 : hangUps / waited;
    }

    static KaplanMeier of(Iterable<Call> calls) {
        var counts = new TreeMap<Long, int[]>();
        for (var call : calls) {
            counts.computeIfAbsent(call.waited(), w -> new int[2])[call.answered() ? 1 : 0]++;
        }
        return new KaplanMeier(counts);
    }

    int hangUps() {
        return hangUps;
    }

    int observations() {
        return observations;
    }

    /** Share of customers that is willing to wait longer than this. */
    double survival(double seconds) {
        var step = survival.floorEntry(Math.min(seconds, longest));
        double known = step == null ? 1 : step.getValue();
        return seconds <= longest ? known : known * StrictMath.exp(-rate * (seconds - longest));
    }

    /** By when this share has hung up, if nobody is answered; infinite where that never comes. */
    double quantile(double share) {
        for (Map.Entry<Double, Double> step : survival.entrySet()) {
            if (step.getValue() <= 1 - share) {
                return step.getKey();
            }
        }
        double left = survival(longest);
        return rate == 0 ? Double.POSITIVE_INFINITY : longest + StrictMath.log(left / (1 - share)) / rate;
    }

    /** The patience of somebody of whom it is known that he has more than so many seconds; 0 = nothing is known. */
    double draw(double moreThan, SplittableRandom random) {
        double left = (1 - random.nextDouble()) * (moreThan > 0 ? survival(moreThan) : 1);
        return quantile(1 - left);
    }
}
