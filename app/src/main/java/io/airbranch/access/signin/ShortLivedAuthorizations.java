package io.airbranch.access.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Authorizations for the seconds between a password and its session: in memory, and forgotten in the order in which they came. */
final class ShortLivedAuthorizations implements OAuth2AuthorizationService {
    private record Held(OAuth2Authorization authorization, Instant until) {}

    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Clock clock;
    private final Duration life;

    ShortLivedAuthorizations(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        var now = clock.instant();
        var oldest = held.values().iterator();
        while (oldest.hasNext() && oldest.next().until().isBefore(now)) {
            oldest.remove();
        }
        held.remove(authorization.getId());
        held.put(authorization.getId(), new Held(authorization, now.plus(life)));
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        held.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        var found = held.get(id);
        return found == null ? null : found.authorization();
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        for (var entry : held.values()) {
            var authorization = entry.authorization();
            if (state(authorization, token) || authorization.getToken(token) != null) {
                return authorization;
            }
        }
        return null;
    }

    private static boolean state(OAuth2Authorization authorization, String token) {
        return token.equals(authorization.getAttribute("state"));
    }
}
