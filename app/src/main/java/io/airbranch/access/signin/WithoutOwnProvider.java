package io.airbranch.access.signin;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The bank has named no OpenID provider of its own. */
class WithoutOwnProvider implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment()
                .getProperty("airbranch.login.issuer", "")
                .isBlank();
    }
}
