package io.airbranch.desk.stream;

import io.airbranch.access.Guard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Where the consoles' socket is: same origin only (Spring's default without allowed origins), for a signed-in session only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveSocketConfiguration implements WebSocketConfigurer {
    private final LiveSocket socket;
    private final Guard guard;

    LiveSocketConfiguration(LiveSocket socket, Guard guard, MeterRegistry meters) {
        this.socket = socket;
        this.guard = guard;
        Gauge.builder("airbranch.live.sockets", socket, LiveSocket::openSockets)
                .description("Open console sockets")
                .register(meters);
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, "/ws/live").addInterceptors(new SignedIn(guard));
    }

    /** Binds the socket to the operator and the HTTP session that opened it. A browser always sends an origin; without one, no socket. */
    private record SignedIn(Guard guard) implements HandshakeInterceptor {

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            HttpSession session = request instanceof ServletServerHttpRequest servlet
                    ? servlet.getServletRequest().getSession(false)
                    : null;
            if (session == null) {
                response.setStatusCode(HttpStatus.UNAUTHORIZED);
                return false;
            }
            if (request.getHeaders().getOrigin() == null) {
                response.setStatusCode(HttpStatus.FORBIDDEN);
                return false;
            }
            try {
                attributes.put(LiveSocket.OPERATOR, guard.current());
            } catch (AccessDeniedException e) {
                response.setStatusCode(HttpStatus.UNAUTHORIZED);
                return false;
            }
            attributes.put(LiveSocket.SESSION, session.getId());
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception exception) {
            // Nothing to do: the handler hears of the connection itself.
        }
    }
}
