package io.airbranch.shared.web;

import io.airbranch.shared.Refusal;
import io.airbranch.shared.crypto.FieldCipher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was answered to which act, for two days, sealed: it may hold personal data. Lives in the transaction of the act itself. */
@Component
@SuppressWarnings("ArrayRecordComponent") // digests and bodies on their way, never compared as records
class IdempotentAnswers {
    private static final Duration KEPT = Duration.ofDays(2);

    // A concurrent request with the same key waits neither for a lock nor for the other to end.
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(:caller || ' ' || :key, 0))";
    private static final String FIND = """
            select request, status, headers ->> 'Content-Type' as type, body, sealed
            from shared.idempotency where owner = :caller and key = :key
            """;
    private static final String STORE = """
            insert into shared.idempotency (owner, key, request, status, headers, body, created_at, sealed)
            values (:caller, :key, :request, :status, jsonb_build_object('Content-Type', :type::text), :body, :at, true)
            """;
    private static final String FORGET = "delete from shared.idempotency where created_at < :before";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @param digest of method, path and body: the same key with another request is a mistake of the caller */
    record Act(String caller, String key, byte[] digest) {}

    sealed interface Begun {
        record Fresh() implements Begun {}

        record Before(int status, @Nullable String type, byte[] body) implements Begun {
            void write(HttpServletResponse response) throws IOException {
                response.setStatus(status);
                response.setHeader("Idempotency-Replayed", "true");
                if (type != null) {
                    response.setContentType(type);
                }
                response.getOutputStream().write(body);
            }
        }

        record Denied(Refusal refusal) implements Begun {}
    }

    private record Row(byte[] request, int status, @Nullable String type, byte[] body, boolean sealed) {}

    Begun begin(Act act) {
        if (!jdbc.sql(LOCK)
                .param("caller", act.caller())
                .param("key", act.key())
                .query(Boolean.class)
                .single()) {
            return new Begun.Denied(Refusal.conflict(
                    "idempotency.in-progress",
                    "The act with key " + act.key()
                            + " is being done at this moment. Repeat it in a second to get its answer",
                    "key",
                    act.key()));
        }
        var before = jdbc.sql(FIND)
                .param("caller", act.caller())
                .param("key", act.key())
                .query(Row.class)
                .optional();
        if (before.isEmpty()) {
            return new Begun.Fresh();
        }
        var row = before.get();
        if (!MessageDigest.isEqual(row.request(), act.digest())) {
            return new Begun.Denied(Refusal.conflict(
                    "idempotency.key-reused",
                    "The key " + act.key() + " was used for another act or content. Take a new key for a new act",
                    "key",
                    act.key()));
        }
        var body = row.sealed() ? cipher.decryptBytes(row.body(), context(act)) : row.body();
        return new Begun.Before(row.status(), row.type(), body);
    }

    void store(Act act, int status, @Nullable String type, byte[] body) {
        jdbc.sql(STORE)
                .param("caller", act.caller())
                .param("key", act.key())
                .param("request", act.digest())
                .param("status", status)
                .param("type", type)
                .param("body", cipher.encrypt(body, context(act)))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static String context(Act act) {
        return "answer:" + act.caller() + ":" + act.key();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forget() {
        jdbc.sql(FORGET)
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
