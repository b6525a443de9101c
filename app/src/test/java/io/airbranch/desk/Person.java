package io.airbranch.desk;

import io.airbranch.access.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A colleague at a console without a page: signed in, with as many tabs as wanted. */
final class Person implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final int port;
    final Operator operator;

    Person(int port, Operator operator) {
        this.port = port;
        this.operator = operator;
    }

    record Answer(int status, JsonNode body) {
        String code() {
            return body.path("code").asString("");
        }
    }

    Person signIn() {
        visit("/oauth2/authorization/airbranch");
        var form = Map.of("username", operator.username(), "password", Bank.PASSWORD).entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = send(withCsrf(request("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (answer.status() != 200) {
            throw new AssertionError("Sign-in of " + operator.username() + ": " + answer);
        }
        visit(answer.body().path("next").asString());
        return this;
    }

    private void visit(String where) {
        var next = URI.create(base()).resolve(where);
        for (int i = 0; i < 10; i++) {
            var response = exchange(HttpRequest.newBuilder(next).GET());
            var location = response.headers().firstValue("Location");
            if (location.isEmpty()) {
                return;
            }
            next = next.resolve(location.get());
        }
        throw new AssertionError("Redirected in a circle from " + where);
    }

    Answer get(String where) {
        return send(request(where).GET());
    }

    Answer post(String where, Object body) {
        return write("POST", where, body);
    }

    Answer write(String method, String where, Object body) {
        return write(method, where, body, UUID.randomUUID().toString());
    }

    Answer put(String where, Object body) {
        return write("PUT", where, body);
    }

    Answer delete(String where) {
        return write("DELETE", where, Map.of());
    }

    Answer write(String method, String where, Object body, String key) {
        return send(withCsrf(request(where))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    void ready() {
        var answer = write("PUT", "/api/v1/me/presence", Map.of("state", "ready"));
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
    }

    /** A new tab that has said hello. */
    Tab tab() {
        return tab(null, 0);
    }

    Tab tab(@Nullable String stream, long seq) {
        var tab = new Tab(http, port, cookieHeader(), base());
        tab.hello(stream, seq);
        return tab;
    }

    String cookieHeader() {
        return cookies.getCookieStore().getCookies().stream()
                .map(c -> c.getName() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    private HttpRequest.Builder withCsrf(HttpRequest.Builder request) {
        if (csrf() == null) {
            get("/sign-in");
        }
        return request.header("X-CSRF-TOKEN", String.valueOf(csrf()));
    }

    private @Nullable String csrf() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    private HttpRequest.Builder request(String where) {
        return HttpRequest.newBuilder(URI.create(base() + where));
    }

    private Answer send(HttpRequest.Builder request) {
        var response = exchange(request);
        var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), JSON.readTree(json ? response.body() : "{}"));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
