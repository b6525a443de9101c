package io.airbranch.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A bank's own web site on another address than the centre's: pages that carry a widget and forbid everything that the widget's
 * README does not ask for.
 */
final class Site {
    private final HttpServer http;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** @param centre from where the page takes the script, and where alone it may connect to */
    private record Page(String html, String centre) {
        String policy() {
            return "default-src 'none'; script-src " + centre + "; connect-src " + centre + " "
                    + centre.replaceFirst("^http", "ws")
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        }
    }

    private static final class Holder {
        static final Site SITE = new Site();
    }

    private Site() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.start();
    }

    static String origin() {
        return "http://localhost:" + Holder.SITE.http.getAddress().getPort();
    }

    /** Puts the centre's own line of HTML on a page and says where the page is. */
    static String page(String path, String snippet, String centre) {
        var html = """
            <!doctype html>
            <html lang="@language@"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>2026</title>%s</head>
            <body><main><h1>2026</h1></main></body></html>
            """.formatted(snippet);
        Holder.SITE.pages.put("/" + path, new Page(html, centre));
        return origin() + "/" + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = pages.get(exchange.getRequestURI().getPath());
            var wish = exchange.getRequestHeaders().getFirst("Accept-Language");
            var language = wish != null && wish.startsWith("en") ? "en" : "zh-CN";
            var body = page == null
                    ? new byte[0]
                    : page.html().replace("@language@", language).getBytes(UTF_8);
            if (page != null) {
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.getResponseHeaders().add("Content-Security-Policy", page.policy());
            }
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
