package io.airbranch.shared.web;

import io.airbranch.shared.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A write that arrives twice is done once. The header {@code Idempotency-Key} (8 to 100 characters, required on POST) names the act;
 * the request runs in one transaction together with the storing of its answer, so either both are there or neither. A repetition gets
 * the stored answer with {@code Idempotency-Replayed: true}. Refusals roll back and are not stored: repeating them asks again.
 *
 * <p>Customers' calls under {@code /api/v1/chat} and uploads are exempt: an upload is seen by nobody before a keyed act names it. So
 * is what ends in {@code /search} or {@code /reveal}: questions that are asked by POST only to keep what was typed out of addresses,
 * and whose answers, being personal data in clear, must not be kept; and {@code /reach}, a question too long for an address.
 */
@Component
@Order(Idempotency.ORDER)
class Idempotency extends OncePerRequestFilter {
    static final int ORDER = RateLimit.ORDER + 10;

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{8,100}");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final IdempotentAnswers answers;
    private final TransactionTemplate transaction;
    private final ProblemWriter problems;

    /**
     * A write holds its connection for the key while what it does may need a second one for a transaction of its own. If all
     * connections were held for keys, nobody would get a second: so only half of them are.
     */
    private final Semaphore writers;

    Idempotency(
            IdempotentAnswers answers,
            TransactionTemplate transaction,
            ProblemWriter problems,
            @Value("${airbranch.database.pool-size:16}") int poolSize) {
        this.answers = answers;
        this.transaction = transaction;
        this.problems = problems;
        this.writers = new Semaphore(Math.max(1, poolSize / 2), true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !WRITES.contains(request.getMethod())
                || !path.startsWith("/api/v1/")
                || path.startsWith("/api/v1/chat/")
                || path.endsWith("/search")
                || path.endsWith("/reveal")
                || path.endsWith("/reach")
                || (request.getContentType() != null && request.getContentType().startsWith("multipart/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key == null && !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        if (key == null || !KEY.matcher(key).matches()) {
            problems.write(
                    response,
                    Refusal.invalid(
                            "idempotency.key-missing",
                            "A POST needs the header " + HEADER
                                    + " with 8 to 100 letters, digits or -_.: that name this act; "
                                    + "repeat it with the same one",
                            "header",
                            HEADER));
            return;
        }
        var caller = request.getRemoteUser() == null ? "" : request.getRemoteUser();
        var body = new BufferedRequest(request);
        var act = new IdempotentAnswers.Act(caller, key, body.digest());
        var buffered = new ContentCachingResponseWrapper(response);
        var refusal = perform(act, body, buffered, chain);
        if (refusal == null) {
            buffered.copyBodyToResponse();
        } else {
            problems.write(response, refusal);
        }
    }

    private @Nullable Refusal perform(
            IdempotentAnswers.Act act,
            BufferedRequest request,
            ContentCachingResponseWrapper response,
            FilterChain chain)
            throws ServletException, IOException {
        writers.acquireUninterruptibly();
        try {
            return transaction.execute(status -> {
                try {
                    return switch (answers.begin(act)) {
                        case IdempotentAnswers.Begun.Fresh _ -> {
                            chain.doFilter(request, response);
                            if (response.getStatus() >= 400) {
                                status.setRollbackOnly();
                            } else {
                                answers.store(
                                        act,
                                        response.getStatus(),
                                        response.getContentType(),
                                        response.getContentAsByteArray());
                            }
                            yield null;
                        }
                        case IdempotentAnswers.Begun.Before before -> {
                            before.write(response);
                            yield null;
                        }
                        case IdempotentAnswers.Begun.Denied denied -> denied.refusal();
                    };
                } catch (ServletException | IOException e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried e) {
            switch (e.carried) {
                case ServletException s -> throw s;
                case IOException io -> throw io;
                default -> throw new IllegalStateException(e.carried);
            }
        } finally {
            writers.release();
        }
    }

    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Exception carried;

        Carried(Exception carried) {
            super(carried);
            this.carried = carried;
        }
    }
}
