package io.airbranch.sim.traffic;

import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.Demo;
import io.airbranch.sim.wire.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Customers come and go until the program is stopped; at most a given number at once. */
public final class Traffic {
    private static final double MEAN_GAP_SECONDS = 9;

    private Traffic() {}

    public static void run(Options options) {
        var url = options.text("url").orElse("http://127.0.0.1:8080");
        int atOnce = options.number("customers", 8);
        var pace = new Pace(options.number("seed", 20_260_101));
        long end = System.nanoTime()
                + Duration.ofSeconds(options.number("seconds", 1_000_000)).toNanos();
        try (var loop = new Loop()) {
            var centre = Centre.at(url, loop);
            var agents = agents(centre, options.number("agents", 3), pace);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> agents.forEach(TrafficAgent::leave)));
            System.err.println(
                    "Traffic at " + url + ": up to " + atOnce + " customers, " + agents.size() + " colleagues");
            var free = new Semaphore(atOnce);
            var arrivals = pace.person();
            while (System.nanoTime() < end) {
                free.acquireUninterruptibly();
                var customer =
                        new TrafficCustomer(centre, options.text("widget").orElse(Demo.WIDGET), pace.person());
                Thread.ofVirtual().start(() -> {
                    try {
                        customer.run();
                    } catch (RuntimeException e) {
                        // The centre is closed, full or going down: the next customer tries again.
                        System.err.println("A customer left: " + e.getMessage());
                    } finally {
                        free.release();
                    }
                });
                Await.pause(Pace.exponential(arrivals, MEAN_GAP_SECONDS));
            }
            Await.upTo(Duration.ofMinutes(3), () -> free.availablePermits() == atOnce);
            agents.forEach(TrafficAgent::leave);
        }
    }

    private static List<TrafficAgent> agents(Centre centre, int count, Pace pace) {
        var agents = new ArrayList<TrafficAgent>();
        for (var username : Demo.TRAFFIC_AGENTS.subList(0, Math.min(count, Demo.TRAFFIC_AGENTS.size()))) {
            var agent = new TrafficAgent(centre, username, pace);
            agent.begin(Demo.PASSWORD);
            agents.add(agent);
        }
        return agents;
    }
}
