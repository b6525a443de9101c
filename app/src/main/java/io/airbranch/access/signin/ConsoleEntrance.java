package io.airbranch.access.signin;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.session.OperatorSessions;
import io.airbranch.access.session.SessionContexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** The end of a sign-in at the provider: into the console, keeping the number of sessions, or back to the sign-in page with a word. */
@Component
class ConsoleEntrance implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleEntrance.class);

    private final OperatorSessions sessions;
    private final SignInSettings settings;
    private final AuditTrail trail;

    ConsoleEntrance(OperatorSessions sessions, SignInSettings settings, AuditTrail trail) {
        this.sessions = sessions;
        this.settings = settings;
        this.trail = trail;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var operator = SessionContexts.operatorOf(authentication).orElseThrow();
        var present = Instant.ofEpochMilli(request.getSession().getCreationTime());
        int ended = sessions.keepNewest(operator.id(), settings.sessionsPerOperator(), present);
        if (!settings.embedded() || ended > 0) {
            trail.record(new AuditTrail.Entry(
                    operator.id(),
                    settings.embedded() ? "sign-in.oldest-session-ended" : "sign-in.done",
                    "operator",
                    operator.id().toString(),
                    operator.home(),
                    null,
                    Map.of("address", request.getRemoteAddr(), "ended", Integer.toString(ended))));
        }
        response.sendRedirect(RememberingWhereTo.whereTo(request));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "failed";
        LOG.warn("A sign-in at the provider led nowhere: {} {}", code, failure.getMessage());
        boolean unknown = code.equals(KnownOperators.UNKNOWN);
        response.sendRedirect(
                SecurityChains.SIGN_IN + "?problem=" + (unknown ? "sign-in.not-an-operator" : "sign-in.interrupted"));
    }
}
