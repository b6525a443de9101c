package io.airbranch.customer;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Ids;
import io.airbranch.shared.db.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Browsers that came to a page of the bank. A visitor proves himself by his token alone and belongs to no operator's scope, so these
 * statements run for the system; the caller compares the visitor's institution with the widget's.
 */
@Component
class VisitorRegister implements Visitors {
    private static final String INSERT = """
            insert into customer.visitor (id, institution, token_hash, language, created_at, seen_at)
            values (:id, :institution, :hash, :language, :at, :at)
            """;
    private static final String BY_TOKEN = """
            select id, institution, language, customer, seen_at from customer.visitor where token_hash = :hash
            """;
    private static final String FIND = """
            select id, institution, language, customer, seen_at from customer.visitor where id = :id
            """;
    private static final String SEEN = "update customer.visitor set seen_at = :at where id = :id";
    private static final String IDENTIFY = "update customer.visitor set customer = :customer where id = :id";

    /** A visitor who comes back within this time costs no write. */
    private static final Duration SEEN_GRAIN = Duration.ofHours(1);

    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    VisitorRegister(JdbcClient jdbc, Clock clock, Ids ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Arrival arrive(InstitutionPath institution, String language) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var visitor = new Visitor(ids.next(), institution, language, null);
        Scope.within(Scope.system(), () -> {
            jdbc.sql(INSERT)
                    .param("id", visitor.id())
                    .param("institution", institution.value())
                    .param("hash", hash(token))
                    .param("language", language)
                    .param("at", utc(clock.instant()))
                    .update();
        });
        return new Arrival(visitor, token);
    }

    @Override
    public Optional<Visitor> byToken(String token) {
        return Scope.within(Scope.system(), () -> {
            var found = jdbc.sql(BY_TOKEN)
                    .param("hash", hash(token))
                    .query(this::seen)
                    .optional();
            found.ifPresent(this::touch);
            return found.map(Seen::visitor);
        });
    }

    @Override
    public Optional<Visitor> find(UUID id) {
        return Scope.within(
                Scope.system(),
                () -> jdbc.sql(FIND)
                        .param("id", id)
                        .query(this::seen)
                        .optional()
                        .map(Seen::visitor));
    }

    @Override
    public void identify(UUID visitor, UUID customer) {
        Scope.within(Scope.system(), () -> {
            jdbc.sql(IDENTIFY).param("customer", customer).param("id", visitor).update();
        });
    }

    private void touch(Seen seen) {
        var now = clock.instant();
        if (seen.at().plus(SEEN_GRAIN).isBefore(now)) {
            jdbc.sql(SEEN)
                    .param("at", utc(now))
                    .param("id", seen.visitor().id())
                    .update();
        }
    }

    private record Seen(Visitor visitor, Instant at) {}

    private Seen seen(ResultSet rs, int n) throws SQLException {
        var visitor = new Visitor(
                rs.getObject("id", UUID.class),
                new InstitutionPath(rs.getString("institution")),
                rs.getString("language"),
                rs.getObject("customer", UUID.class));
        return new Seen(visitor, rs.getObject("seen_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The token is 256 random bits, so a plain hash is enough: there is nothing to guess. */
    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
