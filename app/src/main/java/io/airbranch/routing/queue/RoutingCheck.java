package io.airbranch.routing.queue;

import io.airbranch.access.Directory;
import io.airbranch.access.Institution;
import io.airbranch.agent.AgentsOnFile;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every queue reaches somebody, and the journal of decisions can be taken up at the next start. Named in META-INF/services. */
public final class RoutingCheck implements Check {
    /** A restart reads some hundred thousand records a second. */
    private static final long LONG_TAIL = 200_000;

    private static final String JOURNAL = """
            select d.epoch, d.heard, coalesce(max(j.seq), 0) as last, coalesce(max(j.epoch), 0) as written,
                   count(j.seq) as records, coalesce((select max(s.seq) from routing.snapshot s), 0) as pictured
            from routing.domain d left join routing.journal j on true group by d.epoch, d.heard
            """;

    @Override
    public String id() {
        return "routing";
    }

    @Override
    public List<Finding> look(Site site) {
        var db = site.db();
        var findings = new ArrayList<Finding>();
        findings.add(journal(db));
        var directory = Directory.read(db);
        var serving = AgentsOnFile.read(db).stream()
                .filter(agent -> directory.serving().contains(agent.id()))
                .toList();
        var reach = new Reach(serving, AgentsOnFile.skills(db), site.clock().instant());
        for (var queue : new QueueRows(db).all()) {
            var languages = directory
                    .find(queue.institution())
                    .map(Institution::languages)
                    .orElse(List.of());
            findings.add(reach.of(queue, directory.hours(queue.institution(), queue.calendar()), languages));
        }
        return findings;
    }

    private record Journal(long epoch, long heard, long last, long written, long records, long pictured) {}

    private static Finding journal(JdbcClient db) {
        var found = db.sql(JOURNAL)
                .query((row, n) -> new Journal(
                        row.getLong("epoch"),
                        row.getLong("heard"),
                        row.getLong("last"),
                        row.getLong("written"),
                        row.getLong("records"),
                        row.getLong("pictured")))
                .optional();
        if (found.isEmpty()) {
            return Finding.fail(
                    "routing.journal",
                    Name.of("路由域的记录不见了", "The row of the routing domain is gone"),
                    Name.of("从备份恢复表 routing.domain。", "Restore table routing.domain from a backup."));
        }
        var journal = found.get();
        if (journal.written() > journal.epoch() || journal.heard() > journal.last()) {
            return Finding.fail(
                    "routing.journal",
                    Name.of(
                            "路由日志写到第 " + journal.written() + " 代，域却在第 " + journal.epoch() + " 代：两者不是同一份备份",
                            "The routing journal reaches record " + journal.last() + " of epoch " + journal.written()
                                    + ", the domain is at record " + journal.heard() + " of epoch " + journal.epoch()
                                    + ": they are not of one backup"),
                    Name.of("从同一份备份恢复整个 routing 模式。", "Restore all of schema routing from one backup."));
        }
        long tail = journal.last() - journal.pictured();
        return tail <= LONG_TAIL
                ? Finding.ok(
                        "routing.journal",
                        Name.of(
                                "路由第 " + journal.epoch() + " 代，日志 " + journal.records() + " 条，重启需重放 " + tail + " 条",
                                "Routing is in epoch " + journal.epoch() + "; of " + journal.records()
                                        + " records a restart replays " + tail))
                : Finding.warn(
                        "routing.journal",
                        Name.of(
                                "重启需重放 " + tail + " 条路由记录，会很慢",
                                "A restart replays " + tail + " routing records and takes long"),
                        Name.of(
                                "正常停止一次服务即可保存快照；若仍增长，请看日志中的错误。",
                                "Stopping the server regularly keeps a snapshot; if this grows on, its log says why."));
    }
}
