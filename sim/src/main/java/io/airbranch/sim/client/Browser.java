package io.airbranch.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One person's cookies and the calls made with them: sign-in by the real round trip, then the API. */
public final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final int REDIRECTS = 12;

    private final Centre centre;
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();

    public Browser(Centre centre) {
        this.centre = centre;
    }

    /** Authorization code with PKCE, driven through the redirects as the console's browser does. */
    public void signIn(String username, String password) {
        signIn(username, password, null);
    }

    /** @param next the password to set where the present one is temporary, otherwise null */
    public void signIn(String username, String password, @Nullable String next) {
        var page = follow(centre.http("/oauth2/authorization/airbranch"));
        if (!page.uri().getPath().startsWith("/sign-in")) {
            return;
        }
        var form = "username=" + URLEncoder.encode(username, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8)
                + (next == null ? "" : "&newPassword=" + URLEncoder.encode(next, UTF_8));
        var answer = send(request(centre.http("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build());
        if (answer.statusCode() != 200) {
            throw refused("POST /sign-in as " + username, answer);
        }
        follow(centre.base().resolve(Json.read(answer.body()).path("next").asString("/")));
    }

    public String cookies() {
        return cookies.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
    }

    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    public JsonNode post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    public JsonNode put(String path, @Nullable Object body) {
        return call("PUT", path, body);
    }

    /** A call below {@code /api/v1}, with a body that is JSON already or becomes it; a problem is thrown as {@link RefusedException}. */
    private JsonNode call(String method, String path, @Nullable Object body) {
        var request = request(centre.http("/api/v1" + path)).header("Accept", "application/json");
        if (!"GET".equals(method)) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        var json = body == null ? "{}" : body instanceof String text ? text : Json.write(body);
        request.header("Content-Type", "application/json");
        request.method(method, "GET".equals(method) ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        var answer = send(request.build());
        if (answer.statusCode() >= 300) {
            throw refused(method + " " + path, answer);
        }
        return answer.body().isBlank() ? Json.read("{}") : Json.read(answer.body());
    }

    private static RefusedException refused(String what, HttpResponse<String> answer) {
        var code = "http." + answer.statusCode();
        if (answer.body().startsWith("{")) {
            code = Json.read(answer.body()).path("code").asString(code);
        }
        return new RefusedException(code, what + " answered " + answer.statusCode() + " " + answer.body());
    }

    private HttpResponse<String> follow(URI start) {
        var uri = start;
        for (int i = 0; i < REDIRECTS; i++) {
            var answer = send(request(uri).header("Accept", "text/html").GET().build());
            if (answer.statusCode() < 300 || answer.statusCode() >= 400) {
                return answer;
            }
            uri = uri.resolve(answer.headers().firstValue("Location").orElseThrow());
        }
        throw new IllegalStateException("more than " + REDIRECTS + " redirects from " + start + ", the last to " + uri);
    }

    private HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        var token = cookies.get("XSRF-TOKEN");
        if (token != null) {
            request.header("X-CSRF-TOKEN", token);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    request.method() + " " + request.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void keep(String setCookie) {
        var pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        var value = pair.substring(equals + 1);
        if (value.isEmpty()) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), value);
        }
    }
}
