package io.airbranch.shared.turn;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Component;

/** Events that no listener has finished when the process before ended: they are published again, before there are new ones. */
@Component
class Outstanding implements SmartLifecycle {
    private static final int PHASE = Turn.PHASE + 1000;

    private final ObjectProvider<IncompleteEventPublications> publications;
    private volatile boolean done;

    Outstanding(ObjectProvider<IncompleteEventPublications> publications) {
        this.publications = publications;
    }

    @Override
    public void start() {
        publications.ifAvailable(registry -> registry.resubmitIncompletePublications(publication -> true));
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
