package io.airbranch.casework;

import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds owners of what they promised to look at again, each promise once. */
@Component
class FollowUpSweep {
    private static final Logger log = LoggerFactory.getLogger(FollowUpSweep.class);

    private final CaseStore store;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FollowUpSweep(CaseStore store, TransactionTemplate transaction, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void sweep() {
        try {
            remind();
        } catch (RuntimeException e) {
            if (Outages.refusal(e).isEmpty()) {
                throw e;
            }
            // Nothing is lost: what is due stays due until the database is back.
            log.debug("Follow-ups wait for the database", e);
        }
    }

    private void remind() {
        // For all owners at once, on nobody's behalf.
        var due = Scope.within(
                Scope.system(),
                () -> transaction.execute(tx -> {
                    var now = clock.instant();
                    var rows = store.due(now);
                    if (!rows.isEmpty()) {
                        store.reminded(rows.stream().map(CaseStore.Row::id).toList(), now);
                    }
                    return rows;
                }));
        for (var row : due == null ? List.<CaseStore.Row>of() : due) {
            var at = row.followUpAt();
            if (at != null) {
                events.publishEvent(new Cases.FollowUpDue(row.id(), row.number(), row.owner(), at));
            }
        }
    }
}
