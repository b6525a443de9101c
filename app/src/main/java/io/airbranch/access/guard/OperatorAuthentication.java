package io.airbranch.access.guard;

import io.airbranch.access.Operator;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * A signed-in operator for Spring Security. It is made anew for each request from the operator's id in the session and never stored,
 * so rights that were taken are gone at the next request.
 */
public final class OperatorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Operator operator;

    /** @param since when he proved who he is; the ID token tells it */
    public OperatorAuthentication(Operator operator, Instant since) {
        super(List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(since)
                .build()));
        this.operator = operator;
        setAuthenticated(true);
    }

    public Operator operator() {
        return operator;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return operator;
    }

    @Override
    public String getName() {
        return operator.id().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OperatorAuthentication that && operator.equals(that.operator);
    }

    @Override
    public int hashCode() {
        return operator.hashCode();
    }
}
