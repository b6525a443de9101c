package io.airbranch.access.signin;

import io.airbranch.access.Operators;
import io.airbranch.access.people.OperatorCache;
import io.airbranch.access.session.SignedInUser;
import io.airbranch.shared.db.Scope;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Finds the operator whom the provider has named. A provider may know the whole bank; only operators get in. */
@Component
class KnownOperators implements OAuth2UserService<OidcUserRequest, OidcUser> {
    static final String UNKNOWN = "not-an-operator";

    private final Operators operators;
    private final OperatorCache cache;
    private final SignInSettings settings;

    KnownOperators(Operators operators, OperatorCache cache, SignInSettings settings) {
        this.operators = operators;
        this.cache = cache;
        this.settings = settings;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var token = request.getIdToken();
        var claim = settings.embedded() ? "preferred_username" : settings.usernameClaim();
        var username = token.getClaimAsString(claim);
        if (username == null) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(UNKNOWN, "The provider's ID token has no claim '" + claim + "'", null));
        }
        // Who signs in has no scope yet.
        return Scope.within(Scope.system(), () -> operators.findByUsername(username))
                .flatMap(operator -> cache.active(operator.id()))
                .map(operator -> new SignedInUser(operator, token))
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        new OAuth2Error(UNKNOWN, "'" + username + "' is no active operator here", null)));
    }
}
