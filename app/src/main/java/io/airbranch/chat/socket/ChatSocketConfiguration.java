package io.airbranch.chat.socket;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The end point {@code /ws/chat}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class ChatSocketConfiguration implements WebSocketConfigurer {
    /**
     * Characters. Tomcat keeps such a buffer for every open socket of the whole server. Longer frames reach only handlers that take
     * them in parts, as this end point's does; an agent's line on the consoles' must fit.
     */
    private static final int TEXT_BUFFER = 8_192;

    private final ChatSockets sockets;

    ChatSocketConfiguration(ChatSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // Any origin may knock: the widget's settings decide, and say so with a close code that the page can read.
        registry.addHandler(sockets, "/ws/chat")
                .setAllowedOriginPatterns("*")
                .setHandshakeHandler(new WithoutExtensions());
    }

    @Bean
    ServletServerContainerFactoryBean webSocketContainer() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(TEXT_BUFFER);
        container.setMaxBinaryMessageBufferSize(128);
        container.setAsyncSendTimeout(20_000L);
        return container;
    }

    /** No compression: a deflater for each of thousands of sockets costs more memory than short lines save. */
    private static final class WithoutExtensions extends DefaultHandshakeHandler {
        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request,
                List<WebSocketExtension> requestedExtensions,
                List<WebSocketExtension> supportedExtensions) {
            return List.of();
        }
    }
}
