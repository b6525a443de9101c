package io.airbranch.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.crypto.FieldCipher;
import io.airbranch.shared.crypto.Keys;
import io.airbranch.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class IdempotencyTests {
    private static TestDatabase database;
    private static FieldCipher cipher;

    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private MockMvc http;

    @BeforeAll
    static void start(@TempDir Path keys) {
        database = TestDatabase.fresh();
        cipher = Keys.load(keys, true).fieldCipher();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void filter() {
        var source = database.application();
        var clock = Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneOffset.UTC);
        var filter = new Idempotency(
                new IdempotentAnswers(JdbcClient.create(source), cipher, clock),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                new ProblemWriter(JsonMapper.shared()),
                16);
        http = MockMvcBuilders.standaloneSetup(new Acts())
                .setControllerAdvice(new Problems(UUID::randomUUID))
                .addFilters(filter)
                .build();
    }

    @Test
    void aRepeatedWriteIsDoneOnceAndAnsweredTheSame() throws Exception {
        var key = UUID.randomUUID().toString();

        http.perform(act("count", key, "{}"))
                .andExpect(status().isOk())
                .andExpect(content().string("done 1"));
        http.perform(act("count", key, "{}"))
                .andExpect(status().isOk())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andExpect(content().string("done 1"));

        assertThat(done).hasValue(1);
    }

    @Test
    void whatWasAnsweredIsKeptSealed() throws Exception {
        var key = UUID.randomUUID().toString();
        http.perform(act("count", key, "{}")).andExpect(content().string("done 1"));
        var kept = JdbcClient.create(database.owner())
                .sql("select body from shared.idempotency where key = :key")
                .param("key", key)
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("done");
    }

    @Test
    void anAnswerKeptBeforeTheyWereSealedIsStillGiven() throws Exception {
        var key = UUID.randomUUID().toString();
        http.perform(act("count", key, "{}")).andExpect(content().string("done 1"));
        JdbcClient.create(database.owner())
                .sql("update shared.idempotency set sealed = false, body = :body where key = :key")
                .param("body", "done long ago".getBytes(StandardCharsets.UTF_8))
                .param("key", key)
                .update();
        http.perform(act("count", key, "{}")).andExpect(content().string("done long ago"));
    }

    @Test
    void aQuestionThatIsOnlyAskedByPostNeedsNoKeyAndItsAnswerIsNotKept() throws Exception {
        for (var path : List.of("things/search", "things/1/reveal")) {
            http.perform(post("/api/v1/" + path)).andExpect(content().string("secret"));
            http.perform(act(path, UUID.randomUUID().toString(), "{}"));
            http.perform(act(path, "the-same-key", "{}"));
            http.perform(act(path, "the-same-key", "{}")).andExpect(header().doesNotExist("Idempotency-Replayed"));
        }
    }

    @Test
    void theSameKeyOfAnotherCallerIsAnotherAct() throws Exception {
        var key = UUID.randomUUID().toString();

        http.perform(act("count", key, "{}")).andExpect(status().isOk());
        http.perform(act("count", key, "{}").with(request -> {
                    request.setRemoteUser("somebody-else");
                    return request;
                }))
                .andExpect(content().string("done 2"));
    }

    @Test
    void aKeyUsedForAnotherContentIsRefused() throws Exception {
        var key = UUID.randomUUID().toString();

        http.perform(act("count", key, "{}")).andExpect(status().isOk());
        http.perform(act("count", key, "{\"a\":1}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("idempotency.key-reused"));
    }

    @Test
    void aWriteWithoutAKeyIsToldToBringOne() throws Exception {
        http.perform(post("/api/v1/count"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("idempotency.key-missing"));
    }

    @Test
    void aRefusedActMayBeTriedAgainWithTheSameKey() throws Exception {
        var key = UUID.randomUUID().toString();

        http.perform(act("refuse", key, "{}"))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("too.often"));
        http.perform(act("refuse", key, "{}")).andExpect(header().doesNotExist("Idempotency-Replayed"));

        assertThat(done).hasValue(2);
    }

    @Test
    void aRepetitionDuringTheFirstAttemptIsTurnedAwayInsteadOfDoneTwice() throws Exception {
        var key = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(() -> http.perform(act("wait", key, "{}")).andReturn());
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            http.perform(act("wait", key, "{}"))
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.code").value("idempotency.in-progress"));
            goOn.countDown();
            assertThat(first.get().getResponse().getStatus()).isEqualTo(200);
        }
        assertThat(done).hasValue(1);
    }

    private static MockHttpServletRequestBuilder act(String path, String key, String body) {
        return post("/api/v1/" + path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(request -> {
                    request.setRemoteUser("agent");
                    return request;
                });
    }

    @RestController
    private final class Acts {
        @PostMapping("/api/v1/count")
        String count() {
            return "done " + done.incrementAndGet();
        }

        @PostMapping({"/api/v1/things/search", "/api/v1/things/1/reveal"})
        String answer() {
            return "secret";
        }

        @PostMapping("/api/v1/refuse")
        String refuse() {
            done.incrementAndGet();
            throw new RefusalException(Refusal.tooMany("too.often", "Too often"));
        }

        @PostMapping("/api/v1/wait")
        String await() throws InterruptedException {
            inside.countDown();
            goOn.await();
            return "done " + done.incrementAndGet();
        }
    }
}
