package io.airbranch.casework;

import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hashes the title words of cases from before there were any, some at a time; afterwards it finds nothing to do. */
@Component
class TitleIndexing {
    private static final Logger log = LoggerFactory.getLogger(TitleIndexing.class);
    static final int AT_ONCE = 500;

    private final CaseStore store;
    private final TransactionTemplate transaction;

    TitleIndexing(CaseStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT10S")
    void sweep() {
        try {
            while (index() == AT_ONCE) {
                log.debug("Titles of {} more cases are found by their words", AT_ONCE);
            }
        } catch (RuntimeException e) {
            if (Outages.refusal(e).isEmpty()) {
                throw e;
            }
            log.debug("Title words wait for the database", e);
        }
    }

    /** On nobody's behalf: the words of all institutions' cases. */
    private int index() {
        var done = Scope.within(Scope.system(), () -> transaction.execute(tx -> store.indexTitles(AT_ONCE)));
        return done == null ? 0 : done;
    }
}
