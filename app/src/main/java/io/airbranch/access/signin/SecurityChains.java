package io.airbranch.access.signin;

import io.airbranch.access.guard.CurrentOperator;
import io.airbranch.access.guard.OperatorScopeFilter;
import io.airbranch.access.people.OperatorCache;
import io.airbranch.access.session.SessionContexts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Which door leads where. Customers' paths know neither session nor CSRF: they carry a visitor's token, or nothing. Everything else
 * belongs to the console, whose API and streams need a signed-in operator; its files and its sign-in page do not.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";
    private static final String COOKIE = "AIRBRANCH_SESSION";

    @Bean
    @Order(0)
    SecurityFilterChain customers(HttpSecurity http) {
        return http.securityMatcher("/api/v1/chat/**", "/ws/chat", "/widget/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain console(
            HttpSecurity http,
            OperatorCache operators,
            Clock clock,
            CurrentOperator current,
            KnownOperators knownOperators,
            ConsoleClient client,
            ConsoleEntrance entrance,
            SecurityProblems problems,
            @Value("${airbranch.url}") String url,
            @Value("${airbranch.metrics.open:false}") boolean metricsOpen) {
        var csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrfTokens.setHeaderName("X-CSRF-TOKEN");
        csrfTokens.setCookieCustomizer(
                cookie -> cookie.sameSite("Lax").secure(https(url)).path("/"));
        return http.securityContext(context -> context.securityContextRepository(
                        new SessionContexts(SessionContexts.SIGNED_IN, operators::active, clock)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens))
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .oauth2Login(login -> login.loginPage(SIGN_IN)
                        .authorizedClientRepository(new NoTokensKept())
                        .authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestResolver(new RememberingWhereTo(client)))
                        .userInfoEndpoint(endpoint -> endpoint.oidcUserService(knownOperators))
                        .successHandler(entrance)
                        .failureHandler(entrance))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi", "/api/v1/openapi.json", "/api/v1/openapi/**")
                        .permitAll()
                        .requestMatchers("/api/**", "/ws/**")
                        .authenticated()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .access((who, context) ->
                                new AuthorizationDecision(metricsOpen || onThisMachine(context.getRequest())))
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .requestMatchers(HttpMethod.POST, SIGN_IN, SIGN_OUT)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .addFilterAfter(new OperatorScopeFilter(current), AuthorizationFilter.class)
                .build();
    }

    /** A proxy on this machine that speaks for others says so. */
    private static boolean onThisMachine(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Bean
    DefaultCookieSerializerCustomizer sessionCookie(@Value("${airbranch.url}") String url) {
        return cookie -> {
            cookie.setCookieName(COOKIE);
            cookie.setCookiePath("/");
            cookie.setSameSite("Lax");
            cookie.setUseHttpOnlyCookie(true);
            cookie.setUseSecureCookie(https(url));
        };
    }

    private static boolean https(String url) {
        return "https".equalsIgnoreCase(URI.create(url).getScheme());
    }
}
