package io.airbranch.sim.client;

import io.airbranch.sim.wire.Link;
import io.airbranch.sim.wire.Loop;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where the server is, and how one connects to it. */
public record Centre(URI base, Loop loop) {

    public static Centre at(String url, Loop loop) {
        return new Centre(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url), loop);
    }

    String origin() {
        return base.toString();
    }

    URI http(String path) {
        return URI.create(base + path);
    }

    Link chat(String widget, Link.Listener listener) {
        var key = URLEncoder.encode(widget, StandardCharsets.UTF_8);
        return loop.connect(socket("/ws/chat?widget=" + key), Map.of("Origin", origin()), listener);
    }

    Link live(String cookies, Link.Listener listener) {
        return loop.connect(socket("/ws/live"), Map.of("Origin", origin(), "Cookie", cookies), listener);
    }

    private URI socket(String path) {
        return URI.create("ws" + base.toString().substring("http".length()) + path);
    }
}
