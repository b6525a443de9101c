package io.airbranch.shared.web;

import io.airbranch.shared.Refusal;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many API calls one operator, or one address where nobody is signed in, may make: a bucket of tokens that refills evenly. The
 * buckets of the most recent callers are kept; a flood of addresses costs bounded memory.
 */
@Component
@Order(RateLimit.ORDER)
class RateLimit extends OncePerRequestFilter {
    /** After the security chain (-100), so that the operator is known. */
    static final int ORDER = -60;

    private static final int MOST_CALLERS = 20_000;

    private final long perMinute;
    private final ProblemWriter problems;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    RateLimit(@Value("${airbranch.rate-limit.per-minute:1200}") long perMinute, ProblemWriter problems) {
        this.perMinute = perMinute;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user = request.getRemoteUser();
        var probe = bucket(user != null ? "operator " + user : "address " + request.getRemoteAddr())
                .tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        var seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.write(
                response,
                Refusal.tooMany(
                        "rate.exceeded",
                        "More than " + perMinute + " calls in a minute. Wait " + seconds + " s, then go on",
                        "perMinute",
                        perMinute,
                        "retryAfterSeconds",
                        seconds));
    }

    private Bucket bucket(String caller) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    caller,
                    c -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .build());
        }
    }
}
