package io.airbranch.access.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.airbranch.access.guard.OperatorAuthentication;
import io.airbranch.access.people.OperatorCache;
import io.airbranch.access.session.SessionContexts;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The OpenID provider inside the application, for a bank that has none. Its only client is the application itself. Key and client
 * secret are made anew at each start: a sign-in takes seconds, and the session it ends in needs neither.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(WithoutOwnProvider.class)
class EmbeddedProvider {
    private static final Duration CODE_LIFE = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

    @Bean
    @Order(1)
    SecurityFilterChain providerChain(HttpSecurity http, OperatorCache operators, Clock clock) {
        http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc -> {});
                })
                .securityContext(context -> context.securityContextRepository(
                        new SessionContexts(SessionContexts.PROVEN, operators::active, clock)))
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(
                        new LoginUrlAuthenticationEntryPoint(SecurityChains.SIGN_IN)));
        return http.build();
    }

    @Bean
    RegisteredClientRepository registeredClients(EmbeddedClient client, @Value("${airbranch.url}") String url) {
        var settings = RegisteredClient.withId(EmbeddedClient.ID)
                .clientId(EmbeddedClient.ID)
                .clientSecret("{noop}" + client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scope(OidcScopes.OPENID)
                .redirectUri(url + EmbeddedClient.CALLBACK)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        // Nobody reads the access token; a reference spares a second signature.
                        .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .build();
        return new OnlyClient(settings);
    }

    @Bean
    OAuth2AuthorizationService authorizations(Clock clock) {
        return new ShortLivedAuthorizations(clock, CODE_LIFE.plus(TOKEN_LIFE));
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(@Value("${airbranch.url}") String url) {
        return AuthorizationServerSettings.builder().issuer(url).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKey() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .generate();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    /** The console checks ID tokens with the key at hand instead of asking for it. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(JWKSource<SecurityContext> key) {
        return client -> {
            var decoder = NimbusJwtDecoder.withJwkSource(key)
                    .jwsAlgorithm(SignatureAlgorithm.ES256)
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
            return decoder;
        };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> usernameInIdToken() {
        return context -> {
            if (context.getPrincipal() instanceof OperatorAuthentication proven) {
                context.getClaims()
                        .claim(
                                StandardClaimNames.PREFERRED_USERNAME,
                                proven.operator().username());
            }
        };
    }

    /**
     * Our own client. Besides the configured address, the callback at whatever address the browser is at this moment is accepted: a
     * code that is handed to the server which made it goes nowhere else.
     */
    private record OnlyClient(RegisteredClient client) implements RegisteredClientRepository {

        @Override
        public void save(RegisteredClient registeredClient) {
            // The provider would like the secret hashed slowly; 256 random bits that live as long as the process need
            // none.
        }

        @Override
        public @org.jspecify.annotations.Nullable RegisteredClient findById(String id) {
            return findByClientId(id);
        }

        @Override
        public @org.jspecify.annotations.Nullable RegisteredClient findByClientId(String clientId) {
            if (!clientId.equals(client.getClientId())) {
                return null;
            }
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
                    ? RegisteredClient.from(client)
                            .redirectUri(ServletUriComponentsBuilder.fromContextPath(present.getRequest())
                                            .build()
                                            .toUriString()
                                    + EmbeddedClient.CALLBACK)
                            .build()
                    : client;
        }
    }
}
