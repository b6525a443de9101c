package io.airbranch.access.signin;

import io.airbranch.access.people.OperatorCache;
import io.airbranch.access.session.OperatorSessions;
import io.airbranch.access.session.SessionContexts;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The provider's side of the sign-in page: takes the form, and leads on to where the provider was interrupted. And sign-out, which ends
 * both sides because both live in one session.
 */
@RestController
class SignInController {
    private static final String BEGIN = "/oauth2/authorization/" + ConsoleClient.REGISTRATION;

    private final SignIn signIn;
    private final SignInSettings settings;
    private final OperatorSessions sessions;
    private final SessionContexts proven;
    private final OperatorCache operators;
    private final HttpSessionRequestCache interrupted = new HttpSessionRequestCache();

    SignInController(
            SignIn signIn, SignInSettings settings, OperatorSessions sessions, OperatorCache operators, Clock clock) {
        this.signIn = signIn;
        this.settings = settings;
        this.sessions = sessions;
        this.operators = operators;
        this.proven = new SessionContexts(SessionContexts.PROVEN, operators::active, clock);
    }

    /** @param next where the browser goes now */
    record Next(String next) {}

    /**
     * @param code six digits, where {@code sign-in.code-required} asked for them
     * @param newPassword where {@code sign-in.password-change-required} asked for it
     */
    @PostMapping(SecurityChains.SIGN_IN)
    Next signIn(
            @RequestParam String username,
            @RequestParam String password,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String newPassword,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!settings.embedded()) {
            throw new RefusalException(Refusal.conflict(
                    "sign-in.external", "Sign in at the bank's own provider: go to " + BEGIN, "next", BEGIN));
        }
        var id = signIn.judge(new SignIn.Proof(username, password, code, newPassword, request.getRemoteAddr()))
                .orElseThrow();
        request.getSession();
        // A session that somebody else has planted in this browser must not become a signed-in one.
        request.changeSessionId();
        proven.save(operators.active(id).orElseThrow(), request);
        var saved = interrupted.getRequest(request, response);
        return new Next(saved == null ? BEGIN : local(saved.getRedirectUrl()));
    }

    private static String local(String url) {
        var uri = URI.create(url);
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @PostMapping(SecurityChains.SIGN_OUT)
    Next signOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            var id = session.getId();
            var operator = session.getAttribute(SessionContexts.SIGNED_IN);
            session.invalidate();
            if (operator instanceof String signedIn) {
                sessions.ended(SessionContexts.operatorIn(signedIn), id);
            }
        }
        return new Next(SecurityChains.SIGN_IN);
    }
}
