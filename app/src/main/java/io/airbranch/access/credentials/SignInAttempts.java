package io.airbranch.access.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts sign-ins by the typed name and locks it for a while after too many failures. An attempt is counted before it is judged and
 * taken back when it succeeds, so that a hundred at once get no more tries than five in a row.
 */
@Component
public class SignInAttempts {
    public static final int LIMIT = 5;
    public static final Duration LOCK_OUT = Duration.ofMinutes(15);

    private static final String BEGIN = """
            insert into access.sign_in_attempt as a (name_hash, failures, last_at, locked_until)
            values (:name, 1, :now, null)
            on conflict (name_hash) do update set
                failures = case when coalesce(a.locked_until <= :now, a.last_at < :forgotten) then 1 else a.failures + 1 end,
                locked_until = case
                    when a.locked_until > :now then a.locked_until
                    when a.locked_until is null and a.last_at >= :forgotten and a.failures + 1 >= :limit then :until
                end,
                last_at = :now
            returning failures, locked_until
            """;

    private static final String TAKE_BACK = """
            update access.sign_in_attempt
            set failures = failures - 1, locked_until = case when failures - 1 >= :limit then locked_until end
            where name_hash = :name and failures > 0
            """;

    private static final String CLEAR = "delete from access.sign_in_attempt where name_hash = :name";

    private static final String LOCKED_UNTIL =
            "select locked_until from access.sign_in_attempt where name_hash = :name and locked_until > :now";

    private static final String FORGET = "delete from access.sign_in_attempt where last_at < :forgotten";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate apart;

    SignInAttempts(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // A refused request is rolled back; that somebody has tried must not be.
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param failures this attempt included
     * @param lockedUntil from this failure on, if it is one too many
     */
    public record Attempt(int failures, @Nullable Instant lockedUntil) {
        /** It must not even be judged. */
        public boolean tooMany() {
            return failures > LIMIT;
        }

        public boolean last() {
            return failures >= LIMIT;
        }
    }

    public Attempt begin(String username) {
        var now = clock.instant();
        return Objects.requireNonNull(apart.execute(status -> jdbc.sql(BEGIN)
                .param("name", hash(username))
                .param("now", utc(now))
                .param("forgotten", utc(now.minus(LOCK_OUT)))
                .param("until", utc(now.plus(LOCK_OUT)))
                .param("limit", LIMIT)
                .query((row, n) -> {
                    var locked = row.getTimestamp("locked_until");
                    return new Attempt(row.getInt("failures"), locked == null ? null : locked.toInstant());
                })
                .single()));
    }

    /** The attempt was neither success nor failure: something more is asked. Earlier failures stay counted. */
    public void takeBack(String username) {
        apart.executeWithoutResult(status -> jdbc.sql(TAKE_BACK)
                .param("name", hash(username))
                .param("limit", LIMIT)
                .update());
    }

    public void clear(String username) {
        apart.executeWithoutResult(status -> {
            jdbc.sql(CLEAR).param("name", hash(username)).update();
            // Names that nobody has must not pile up; a success is a good and rare enough moment to sweep.
            jdbc.sql(FORGET)
                    .param("forgotten", utc(clock.instant().minus(LOCK_OUT.multipliedBy(2))))
                    .update();
        });
    }

    public Optional<Instant> lockedUntil(String username) {
        return jdbc.sql(LOCKED_UNTIL)
                .param("name", hash(username))
                .param("now", utc(clock.instant()))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String username) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(username.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
