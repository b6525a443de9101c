package io.airbranch.routing.journal;

import io.airbranch.acd.Engine;
import io.airbranch.acd.Settings;
import io.airbranch.routing.journal.JournalRows.Domain;
import io.airbranch.routing.journal.SnapshotRows.Saved;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Engines made from a snapshot and the records since: as it stands, and as it stood. */
@Component
public class Replay {
    private final JournalRows journal;
    private final SnapshotRows snapshots;
    private final Settings settings;
    private final Clock clock;

    Replay(JournalRows journal, SnapshotRows snapshots, Settings settings, Clock clock) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.settings = settings;
        this.clock = clock;
    }

    /** At a start: from here on it is decided by the settings of this process. */
    public Engine begun(Domain domain) {
        snapshots.begin(domain.epoch(), clock.instant(), settings);
        var saved = snapshots.last();
        var engine = from(saved, domain.last());
        if (saved.isEmpty()) {
            // The first one, so that every later moment has one before it.
            snapshots.save(domain.last(), domain.epoch(), engine.snapshot());
        }
        return engine;
    }

    /** After this record, by the rules of today. */
    public Engine upTo(long record) {
        return from(snapshots.last(), record);
    }

    private Engine from(Optional<Saved> saved, long upTo) {
        var engine = saved.map(s -> Engine.restore(settings, s.state())).orElseGet(() -> new Engine(settings));
        journal.forEachAfter(saved.map(Saved::seq).orElse(0L), numbered -> {
            if (numbered.seq() <= upTo) {
                engine.apply(numbered.fact());
            }
        });
        return engine;
    }

    /** As it stood at this moment, by the rules of then; empty before {@link #since()}. */
    public Optional<Engine> at(Instant moment) {
        return snapshots.before(moment).map(saved -> {
            var engine = Engine.restore(snapshots.rules(moment).orElse(settings), saved.state());
            journal.forEachBetween(saved.seq(), saved.next(), moment, engine::apply);
            return engine;
        });
    }

    /** Moments before this one have been forgotten; empty where none has. */
    public Optional<Instant> since() {
        return snapshots.since();
    }
}
