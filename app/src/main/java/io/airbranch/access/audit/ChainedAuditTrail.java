package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.access.AuditTrail;
import io.airbranch.shared.db.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forges entries into links. Entries that arrive together are one transaction; the chain's lock keeps it single where several servers
 * write.
 */
@Service
class ChainedAuditTrail implements AuditTrail {
    private final AuditTable table;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final GroupCommit<Entry, Long> commit;

    ChainedAuditTrail(AuditTable table, Clock clock, PlatformTransactionManager transactions) {
        this.table = table;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.commit = new GroupCommit<>("audit", this::write);
    }

    @Override
    public void record(Entry entry) {
        commit.write(storable(entry));
    }

    private List<Long> write(List<Entry> entries) {
        var numbers = new ArrayList<Long>(entries.size());
        transaction.executeWithoutResult(status -> {
            var head = table.lockHead();
            long seq = head.seq();
            var previous = head.hash();
            var links = new ArrayList<AuditTable.Chained>(entries.size());
            for (var entry : entries) {
                var link = new AuditChain.Link(++seq, clock.instant(), entry);
                var hash = AuditChain.hash(previous, link);
                links.add(new AuditTable.Chained(link, previous, hash));
                previous = hash;
                numbers.add(seq);
            }
            table.append(links);
        });
        return numbers;
    }

    /** PostgreSQL's text has no NUL character; the hash must be over what is stored. */
    private static Entry storable(Entry entry) {
        var detail = new LinkedHashMap<String, String>();
        entry.detail().forEach((name, value) -> detail.put(clean(name), clean(value)));
        var purpose = entry.purpose();
        return new Entry(
                entry.actor(),
                clean(entry.action()),
                clean(entry.subjectKind()),
                clean(entry.subject()),
                entry.institution(),
                purpose == null ? null : clean(purpose),
                Map.copyOf(detail));
    }

    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    @PreDestroy
    void close() {
        commit.close();
    }
}
