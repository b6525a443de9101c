package io.airbranch.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Begins a sign-in, and remembers in the session to which page of the console ({@code ?next=/cases/7}) it shall lead back. */
final class RememberingWhereTo implements OAuth2AuthorizationRequestResolver {
    private static final String NEXT = "airbranch.next";
    private static final int LONGEST = 500;

    private final OAuth2AuthorizationRequestResolver resolver;

    RememberingWhereTo(ClientRegistrationRepository clients) {
        this.resolver = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        var resolved = resolver.resolve(request);
        var next = request.getParameter("next");
        if (resolved != null && next != null && ours(next)) {
            request.getSession().setAttribute(NEXT, next);
        }
        return resolved;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return resolver.resolve(request, registrationId);
    }

    static String whereTo(HttpServletRequest request) {
        var session = request.getSession();
        var next = session.getAttribute(NEXT);
        session.removeAttribute(NEXT);
        return next instanceof String path ? path : "/";
    }

    /** A path of ours and no way to anybody else's site. */
    private static boolean ours(String next) {
        return next.length() <= LONGEST
                && next.startsWith("/")
                && !next.startsWith("//")
                && next.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
    }
}
