package io.airbranch.access.guard;

import io.airbranch.access.Operator;
import io.airbranch.shared.db.Scope;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The operator on whose behalf this thread runs: bound for a socket's work, or signed in with the HTTP request. */
@Component
public class CurrentOperator {
    private static final ScopedValue<Operator> ACTING = ScopedValue.newInstance();

    public Optional<Operator> find() {
        if (ACTING.isBound()) {
            return Optional.of(ACTING.get());
        }
        return SecurityContextHolder.getContext().getAuthentication() instanceof OperatorAuthentication signedIn
                ? Optional.of(signedIn.operator())
                : Optional.empty();
    }

    /** For the audit trail, where null is the system itself. */
    public @Nullable UUID idOrNull() {
        return find().map(Operator::id).orElse(null);
    }

    <T> T bind(Operator operator, Supplier<T> work) {
        return ScopedValue.where(ACTING, operator).call(() -> Scope.within(operator.scope(), work));
    }
}
