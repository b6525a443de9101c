package io.airbranch.access.signin;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** What the two sides of the embedded sign-in share; the secret lives as long as the process. */
@Component
class EmbeddedClient {
    static final String ID = "airbranch";
    static final String CALLBACK = "/login/oauth2/code/" + ID;

    private final String secret;

    EmbeddedClient() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.secret = HexFormat.of().formatHex(bytes);
    }

    String secret() {
        return secret;
    }
}
