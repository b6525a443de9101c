package io.airbranch.access.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;

/**
 * The console as an OpenID client, under the one registration id {@code airbranch}. It is described at the first sign-in: only then
 * are the port known (embedded provider) and the bank's provider asked for its description, so that a start needs neither.
 */
@Component
class ConsoleClient implements ClientRegistrationRepository {
    static final String REGISTRATION = EmbeddedClient.ID;

    private final SignInSettings settings;
    private final EmbeddedClient embedded;
    private final String url;
    private volatile int port;
    private volatile @Nullable ClientRegistration registration;

    ConsoleClient(SignInSettings settings, EmbeddedClient embedded, @Value("${airbranch.url}") String url) {
        this.settings = settings;
        this.embedded = embedded;
        this.url = url;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        // The management server, where there is one, has a namespace.
        if (WebServerApplicationContext.getServerNamespace(event.getApplicationContext()) == null) {
            port = event.getWebServer().getPort();
        }
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(REGISTRATION)) {
            return null;
        }
        var present = registration;
        if (present == null) {
            present = settings.embedded() ? atOurselves() : atTheBank();
            registration = present;
        }
        return present;
    }

    private ClientRegistration atOurselves() {
        return ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(EmbeddedClient.ID)
                .clientSecret(embedded.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scope(OidcScopes.OPENID)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                // The browser stays at the address it is at; the server asks itself without leaving the machine.
                .authorizationUri("/oauth2/authorize")
                .tokenUri("http://127.0.0.1:" + port + "/oauth2/token")
                .issuerUri(url)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private ClientRegistration atTheBank() {
        return ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                .redirectUri(url + EmbeddedClient.CALLBACK)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }
}
