package io.airbranch.access.session;

import io.airbranch.access.Operator;
import io.airbranch.access.guard.OperatorAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Keeps nothing but the operator's id and the time in the session, under a name of its own for each side of the sign-in: what the provider knows
 * (he has shown his password) stays apart from what the console holds (it was told who he is). The id is looked up with each request,
 * and no class of a library is ever stored, so that sessions outlive upgrades.
 */
public final class SessionContexts implements SecurityContextRepository {
    /** The console's side. */
    public static final String SIGNED_IN = "airbranch.operator";
    /** The embedded provider's side. */
    public static final String PROVEN = "airbranch.proven";

    private final String attribute;
    private final Function<UUID, Optional<Operator>> operators;
    private final Clock clock;

    public SessionContexts(String attribute, Function<UUID, Optional<Operator>> operators, Clock clock) {
        this.attribute = attribute;
        this.operators = operators;
        this.clock = clock;
    }

    /** The operator's id in an attribute's value: the id, a blank, and when he signed in. */
    public static UUID operatorIn(String stored) {
        return UUID.fromString(stored.substring(0, stored.indexOf(' ')));
    }

    /** The operator that an authentication stands for. */
    public static Optional<Operator> operatorOf(Authentication authentication) {
        if (authentication instanceof OperatorAuthentication direct) {
            return Optional.of(direct.operator());
        }
        return authentication.getPrincipal() instanceof SignedInUser user
                ? Optional.of(user.operator())
                : Optional.empty();
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Loading(request);
    }

    @Override
    @SuppressWarnings("deprecation") // The interface still asks for it; nothing calls it any more.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    private SecurityContext load(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(attribute) instanceof String stored) {
            var operator = operators.apply(operatorIn(stored));
            if (operator.isPresent()) {
                var since = Instant.parse(stored.substring(stored.indexOf(' ') + 1));
                return new SecurityContextImpl(new OperatorAuthentication(operator.get(), since));
            }
        }
        return new SecurityContextImpl();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        var authentication = context.getAuthentication();
        var operator = authentication == null ? Optional.<Operator>empty() : operatorOf(authentication);
        if (operator.isPresent()) {
            save(operator.get(), request);
            return;
        }
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(attribute);
        }
    }

    public void save(Operator operator, HttpServletRequest request) {
        var session = request.getSession();
        var id = operator.id().toString();
        session.setAttribute(attribute, id + " " + clock.instant());
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, id);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(attribute) != null;
    }

    private final class Loading implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @org.jspecify.annotations.Nullable SecurityContext context;

        Loading(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            var loaded = context;
            if (loaded == null) {
                loaded = load(request);
                context = loaded;
            }
            return loaded;
        }

        /** Whether nothing was stored before; nobody signed in is not worth storing. */
        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
