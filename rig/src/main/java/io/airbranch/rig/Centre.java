package io.airbranch.rig;

import io.airbranch.routing.Routing;
import io.airbranch.shared.Outcome;
import io.airbranch.sim.durable.Crowd;
import io.airbranch.sim.durable.Delays;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Customers and agents as routing sees them. Agents accept whatever they are offered. */
final class Centre implements Crowd.Centre {
    private final Routing routing;
    private final People contacts;
    private final Clock clock;
    private final Crowd crowd;
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong refused = new AtomicLong();
    private volatile Delays answers = new Delays();

    Centre(Routing routing, People contacts, Clock clock, Crowd crowd) {
        this.routing = routing;
        this.contacts = contacts;
        this.clock = clock;
        this.crowd = crowd;
    }

    /** Of calls that waited for their answer, from the moment at which they were due. */
    Delays answers() {
        return answers;
    }

    void measureAnew() {
        crowd.measureAnew();
        answers = new Delays();
    }

    long refused() {
        return refused.get();
    }

    ExecutorService people() {
        return people;
    }

    @Override
    public void place(Crowd.Visit visit) {
        place(visit, System.nanoTime());
    }

    void place(Crowd.Visit visit, long due) {
        contacts.opened(visit.contact(), visit.language());
        var request = new Routing.Request(
                visit.contact(), visit.queue().id(), visit.language(), 0, clock.instant(), List.of());
        if (routing.place(request) instanceof Outcome.Refused<?>) {
            refused.incrementAndGet();
        }
        answers.add(System.nanoTime() - due);
    }

    /** On routing's writing thread: hand over and return. */
    void offered(Routing.Offer offer) {
        long due = System.nanoTime();
        people.execute(() -> {
            var outcome = routing.accept(offer.id(), offer.agent());
            answers.add(System.nanoTime() - due);
            if (outcome instanceof Outcome.Done<Routing.Assignment> done) {
                crowd.assigned(done.value().contact(), done.value().agent());
            }
        });
    }

    @Override
    public void release(UUID contact, UUID agent) {
        contacts.done(contact, agent);
    }

    @Override
    public void giveUp(UUID contact) {
        contacts.gone(contact);
    }

    /** Hands offers to whoever answers them, once there is somebody. */
    static final class Ear implements Routing.Listener {
        volatile @Nullable Centre centre;

        @Override
        public void offered(Routing.Offer offer) {
            var open = centre;
            if (open != null) {
                open.offered(offer);
            }
        }

        @Override
        public void offerEnded(Routing.Offer offer, String reason) {}

        @Override
        public void changed(@Nullable UUID queue, @Nullable UUID agent) {}
    }
}
