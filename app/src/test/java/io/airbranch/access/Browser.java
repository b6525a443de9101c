package io.airbranch.access;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser does with the console, without a page: cookies, redirects one by one, the CSRF header. */
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final List<String> path = new ArrayList<>();
    private int port;

    Browser(int port) {
        this.port = port;
    }

    record Answer(int status, String body, HttpResponse<String> whole) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String code() {
            return json().path("code").asString("");
        }
    }

    /** The same browser, after the server has come back at another port. */
    void moveTo(int otherPort) {
        port = otherPort;
    }

    Answer get(String where) {
        return send(request(where).GET());
    }

    Answer post(String where, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(withCsrf(request(where))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer json(String method, String where, Object body) {
        return send(withCsrf(request(where))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer postWithoutCsrf(String where) {
        return send(request(where).POST(BodyPublishers.noBody()));
    }

    /** Follows redirects as a browser does; {@link #path()} tells the way. */
    Answer visit(String where) {
        path.clear();
        var next = URI.create(base()).resolve(where);
        for (int i = 0; i < 10; i++) {
            path.add(next.getRawPath());
            var answer = send(HttpRequest.newBuilder(next).GET());
            var location = answer.whole().headers().firstValue("Location");
            if (location.isEmpty()) {
                return answer;
            }
            next = next.resolve(location.get());
        }
        throw new AssertionError("Redirected in a circle: " + path);
    }

    List<String> path() {
        return path;
    }

    Answer signIn(String username, String password) {
        return signIn(Map.of("username", username, "password", password));
    }

    /** The whole way; ends at the refusal, or with the console's page. */
    Answer signIn(Map<String, String> form) {
        visit("/oauth2/authorization/airbranch");
        var answer = post("/sign-in", form);
        return answer.status() == 200 ? visit(answer.json().path("next").asString()) : answer;
    }

    boolean signedIn() {
        return get("/api/v1/audit").status() != 401;
    }

    HttpCookie cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No cookie " + name));
    }

    private HttpRequest.Builder withCsrf(HttpRequest.Builder request) {
        if (cookies.getCookieStore().getCookies().stream()
                .noneMatch(c -> c.getName().equals("XSRF-TOKEN"))) {
            get("/sign-in");
        }
        return request.header("X-CSRF-TOKEN", cookie("XSRF-TOKEN").getValue());
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }

    private HttpRequest.Builder request(String where) {
        return HttpRequest.newBuilder(URI.create(base() + where))
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
