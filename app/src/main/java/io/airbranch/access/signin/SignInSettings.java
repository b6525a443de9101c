package io.airbranch.access.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param issuer OpenID provider of the bank; empty = the embedded one
 * @param clientId this application's name at that provider
 * @param clientSecret its secret there
 * @param usernameClaim claim of the ID token that carries the operator's user name
 * @param sessionsPerOperator at most so many; a further sign-in ends the oldest
 */
@ConfigurationProperties("airbranch.login")
record SignInSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("preferred_username") String usernameClaim,
        @DefaultValue("3") int sessionsPerOperator) {

    boolean embedded() {
        return issuer.isBlank();
    }

    @Override
    public String toString() {
        return "SignInSettings[issuer=" + issuer + ", clientId=" + clientId + ", sessionsPerOperator="
                + sessionsPerOperator + "]";
    }
}
