package io.airbranch.acd.core;

import io.airbranch.acd.Medium;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.QueueProfile.Choice;
import io.airbranch.acd.QueueProfile.Weights;
import io.airbranch.acd.Step;
import io.airbranch.acd.Trait;
import io.airbranch.acd.index.Roll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A queue as the engine knows it now. Changed by {@link State} and {@link Lines} alone. */
final class QueueState {
    final UUID id;
    QueueProfile profile;
    List<Trait> traits = List.of();
    List<Step> steps = List.of();
    long offerLease;

    /** Everybody in line, asked for or not. */
    final Roll<ContactState> roll = new Roll<>();

    /** Lines of contacts that ask for what the queue asks for, by language, then medium. */
    final Map<String, Line[]> byLanguage = new HashMap<>();

    /** Lines of contacts whose step asks for something of its own, by what they ask for, language included. */
    final Map<List<Trait>, Line[]> byAsks = new HashMap<>();

    final Pace pace = new Pace();
    int served;

    /** Whom its own skills are asked of. */
    Requirement base;

    QueueState(QueueProfile profile, Traits known) {
        this.id = profile.id();
        this.profile = profile;
        this.base = known.use(profile.traits());
        become(profile);
    }

    void become(QueueProfile newProfile, Traits known) {
        var former = base;
        base = known.use(newProfile.traits());
        known.release(former);
        become(newProfile);
    }

    private void become(QueueProfile newProfile) {
        profile = newProfile;
        traits = newProfile.traits();
        steps = Step.completed(List.of(), newProfile.steps());
        offerLease = Times.micros(newProfile.offerLease());
    }

    Choice choice(Medium medium) {
        return profile.choice() == null ? Choice.usualFor(medium) : profile.choice();
    }

    Weights weights() {
        return profile.weights() == null ? Weights.EVEN : profile.weights();
    }
}
