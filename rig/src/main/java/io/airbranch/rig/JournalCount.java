package io.airbranch.rig;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the journal's table: the only witness of what was durably decided. */
final class JournalCount {
    private static final String LAST = "select coalesce(max(seq), 0) from routing.journal";
    private static final String BETWEEN = """
            select count(*) as records,
                   count(*) filter (where kind in ('Placed', 'Assigned', 'AfterContact', 'Left', 'Freed')) as decisions
            from routing.journal where seq > ? and seq <= ?
            """;

    private static final String TAIL =
            "select coalesce((select max(seq) from routing.journal), 0) - coalesce((select max(seq) from routing.snapshot), 0)";

    private final JdbcClient client;

    JournalCount(JdbcClient client) {
        this.client = client;
    }

    long last() {
        return Bank.system(() -> client.sql(LAST).query(Long.class).single());
    }

    /** Records behind the last snapshot. */
    long tail() {
        return Bank.system(() -> client.sql(TAIL).query(Long.class).single());
    }

    /** @param decisions commands that led to records, each of which leaves exactly one of these kinds; {@code SetAgent} and the like are none */
    record Kept(long records, long decisions) {}

    Kept between(long after, long upTo) {
        return Bank.system(() -> client.sql(BETWEEN)
                .param(after)
                .param(upTo)
                .query((row, number) -> new Kept(row.getLong("records"), row.getLong("decisions")))
                .single());
    }
}
