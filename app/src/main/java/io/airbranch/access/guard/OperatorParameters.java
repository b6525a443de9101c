package io.airbranch.access.guard;

import io.airbranch.access.Guard;
import io.airbranch.access.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller method take the signed-in {@link Operator} as a parameter. */
@Configuration(proxyBeanMethods = false)
class OperatorParameters implements WebMvcConfigurer {
    static {
        // He comes from the session, not from the caller: no parameter of the documented API.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Operator.class);
    }

    private final Guard guard;

    OperatorParameters(@Lazy Guard guard) {
        this.guard = guard;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Operator.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer container,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binder) {
                return guard.current();
            }
        });
    }
}
