package io.airbranch.sim.durable;

import io.airbranch.sim.engine.Population;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How it is usually done with a database, told anew: one table of contacts, one of agents, and writers that claim rows with {@code for
 * update skip locked}, ordered by wait. Whoever comes is stored and given to the longest idle who fits, in one transaction; whoever is
 * released takes the first who waits and whom he may serve, in one transaction. No offer that can be declined, no steps, no record of
 * why. Each writer has its own connection and is used by one thread.
 *
 * <p>Given every advantage: which queues an agent may serve is worked out beforehand, both orders have partial indexes, statements are
 * prepared.
 */
final class ClaimingWriter implements Crowd.Centre, AutoCloseable {
    private static final String TABLES = """
            create table agent (
                id int primary key, queues int[] not null, languages text[] not null, load int not null, idle_since timestamptz not null);
            create table contact (
                id uuid primary key, queue int not null, language text not null, place bigint not null, agent int);
            create index agent_idle on agent (idle_since) where load < 1;
            create index contact_waiting on contact (place) where agent is null""";
    private static final String EMPLOY =
            "insert into agent (id, queues, languages, load, idle_since) values (?, ?, ?, 0, clock_timestamp())";
    private static final String COME = "insert into contact (id, queue, language, place) values (?, ?, ?, ?)";
    private static final String CLAIM_AGENT = """
            select id from agent where load < 1 and queues @> array[?] and languages @> array[?::text]
            order by idle_since limit 1 for update skip locked""";
    private static final String CLAIM_CONTACT = """
            select id from contact where agent is null and queue = any (?) and language = any (?)
            order by place limit 1 for update skip locked""";
    private static final String GIVE = "update contact set agent = ? where id = ?";
    private static final String LOAD = "update agent set load = load + 1, idle_since = clock_timestamp() where id = ?";
    private static final String UNLOAD =
            "update agent set load = load - 1, idle_since = clock_timestamp() where id = ? returning queues, languages";
    private static final String LEAVE = "delete from contact where id = ?";
    private static final String GIVE_UP = "delete from contact where id = ? and agent is null";
    private static final long WORTH_MILLIS = 60_000;

    /** Numbers of the population's queues and agents in the tables. */
    record Numbers(Map<UUID, Integer> queues, Map<UUID, Integer> agents, Population population) {
        static Numbers of(Population population) {
            var queues = new HashMap<UUID, Integer>();
            population.queues.forEach(q -> queues.put(q.id(), queues.size()));
            var agents = new HashMap<UUID, Integer>();
            population.agents.forEach(a -> agents.put(a.id(), agents.size()));
            return new Numbers(queues, agents, population);
        }

        int queue(UUID id) {
            return Objects.requireNonNull(queues.get(id));
        }

        int agent(UUID id) {
            return Objects.requireNonNull(agents.get(id));
        }
    }

    private final Connection connection;
    private final Numbers numbers;
    private final Crowd crowd;
    private final PreparedStatement come;
    private final PreparedStatement claimAgent;
    private final PreparedStatement claimContact;
    private final PreparedStatement give;
    private final PreparedStatement load;
    private final PreparedStatement unload;
    private final PreparedStatement leave;
    private final PreparedStatement giveUp;

    ClaimingWriter(Connection connection, Numbers numbers, Crowd crowd) throws SQLException {
        this.connection = connection;
        this.numbers = numbers;
        this.crowd = crowd;
        connection.setAutoCommit(false);
        come = connection.prepareStatement(COME);
        claimAgent = connection.prepareStatement(CLAIM_AGENT);
        claimContact = connection.prepareStatement(CLAIM_CONTACT);
        give = connection.prepareStatement(GIVE);
        load = connection.prepareStatement(LOAD);
        unload = connection.prepareStatement(UNLOAD);
        leave = connection.prepareStatement(LEAVE);
        giveUp = connection.prepareStatement(GIVE_UP);
    }

    static void prepare(Connection connection, Numbers numbers) throws SQLException {
        connection.setAutoCommit(false);
        try (var tables = connection.createStatement();
                var employ = connection.prepareStatement(EMPLOY)) {
            tables.execute(TABLES);
            for (var agent : numbers.population().agents) {
                var queues = numbers.population().queues.stream()
                        .filter(q -> Population.fits(q, agent))
                        .map(q -> numbers.queue(q.id()))
                        .toArray();
                employ.setInt(1, numbers.agent(agent.id()));
                employ.setArray(2, connection.createArrayOf("int4", queues));
                employ.setArray(
                        3, connection.createArrayOf("text", agent.languages().toArray()));
                employ.addBatch();
            }
            employ.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            tables.execute("analyze agent");
        }
    }

    @Override
    public void place(Crowd.Visit visit) {
        int queue = numbers.queue(visit.queue().id());
        doing(() -> {
            come.setObject(1, visit.contact());
            come.setInt(2, queue);
            come.setString(3, visit.language());
            come.setLong(
                    4, System.currentTimeMillis() - WORTH_MILLIS * visit.queue().priority());
            come.executeUpdate();
            claimAgent.setInt(1, queue);
            claimAgent.setString(2, visit.language());
            int found = -1;
            try (var row = claimAgent.executeQuery()) {
                if (row.next()) {
                    found = row.getInt(1);
                }
            }
            give(visit.contact(), found);
        });
    }

    @Override
    public void release(UUID contact, UUID agent) {
        int number = numbers.agent(agent);
        doing(() -> {
            leave.setObject(1, contact);
            leave.executeUpdate();
            unload.setInt(1, number);
            try (var row = unload.executeQuery()) {
                row.next();
                claimContact.setArray(1, row.getArray(1));
                claimContact.setArray(2, row.getArray(2));
            }
            UUID next = null;
            try (var row = claimContact.executeQuery()) {
                if (row.next()) {
                    next = row.getObject(1, UUID.class);
                }
            }
            if (next == null) {
                connection.commit();
            } else {
                give(next, number);
            }
        });
    }

    /** Nothing to give where no agent was found. */
    private void give(UUID contact, int agent) throws SQLException {
        if (agent >= 0) {
            give.setInt(1, agent);
            give.setObject(2, contact);
            give.executeUpdate();
            load.setInt(1, agent);
            load.executeUpdate();
        }
        connection.commit();
        if (agent >= 0) {
            crowd.assigned(contact, numbers.population().agents.get(agent).id());
        }
    }

    @Override
    public void giveUp(UUID contact) {
        doing(() -> {
            giveUp.setObject(1, contact);
            giveUp.executeUpdate();
            connection.commit();
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void doing(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException("The claiming writers' database failed", e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Statement statement :
                new Statement[] {come, claimAgent, claimContact, give, load, unload, leave, giveUp}) {
            statement.close();
        }
        connection.close();
    }
}
