package io.airbranch.chat.widget;

import io.airbranch.chat.Widget;
import io.airbranch.shared.db.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the bank's pages load from us although we are another origin: the widget's script, and files for pages that carry a widget. */
@Component
class WidgetFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The script's name stays the same, so pages ask again after an hour and until then may use the old one a day
        // longer.
        registry.addResourceHandler("/widget/**")
                .addResourceLocations("classpath:/static/widget/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1))
                        .staleWhileRevalidate(Duration.ofDays(1))
                        .cachePublic());
    }

    /** Before security, which knows nothing of pages elsewhere. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    static class CrossOrigin extends OncePerRequestFilter {
        private final WidgetStore widgets;

        CrossOrigin(WidgetStore widgets) {
            this.widgets = widgets;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var path = request.getRequestURI();
            return !path.startsWith("/widget/") && !path.startsWith("/api/v1/chat/");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (request.getRequestURI().startsWith("/widget/")) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
                chain.doFilter(request, response);
                return;
            }
            var origin = request.getHeader(HttpHeaders.ORIGIN);
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            if (origin != null && carriesWidget(origin)) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.CONTENT_DISPOSITION);
                response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
                if (request.getMethod().equals("OPTIONS")) {
                    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
                    response.setHeader(
                            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Accept-Language");
                    response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                    return;
                }
            }
            chain.doFilter(request, response);
        }

        /** The token in the header says whose files they are; the origin only says which pages may ask at all. */
        private boolean carriesWidget(String origin) {
            return Scope.within(
                    Scope.system(),
                    () -> widgets.all().stream()
                            .filter(Widget::active)
                            .anyMatch(w -> w.origins().contains(origin)));
        }
    }
}
