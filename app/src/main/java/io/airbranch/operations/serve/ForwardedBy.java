package io.airbranch.operations.serve;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Believes {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}, if and only if the request comes from a proxy of
 * ours. Of several addresses the nearest one that is no proxy of ours is the client: what stands further left anybody may have written.
 */
final class ForwardedBy extends ValveBase {
    private final TrustedProxies proxies;

    ForwardedBy(TrustedProxies proxies) {
        super(true);
        this.proxies = proxies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (proxies.contain(request.getRemoteAddr())) {
            client(request);
            address(request);
        }
        getNext().invoke(request, response);
    }

    private void client(Request request) {
        var hops = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            Arrays.stream(header.split(",")).map(String::strip).forEach(hops::add);
        }
        for (var hop : hops.reversed()) {
            if (hop.isEmpty()) {
                return;
            }
            request.setRemoteAddr(hop);
            request.setRemoteHost(hop);
            if (!proxies.contain(hop)) {
                return;
            }
        }
    }

    private static void address(Request request) {
        var scheme = last(request, "X-Forwarded-Proto");
        if (scheme == null) {
            return;
        }
        boolean secure = scheme.toLowerCase(Locale.ROOT).equals("https");
        request.setSecure(secure);
        request.getCoyoteRequest().scheme().setString(secure ? "https" : "http");
        request.setServerPort(secure ? 443 : 80);
        var host = last(request, "X-Forwarded-Host");
        var named = host == null ? request.getHeader("Host") : host;
        if (named != null) {
            named(request, named);
        }
        var port = last(request, "X-Forwarded-Port");
        if (port != null && port.matches("\\d{1,5}")) {
            request.setServerPort(Integer.parseInt(port));
        }
    }

    private static void named(Request request, String host) {
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']') && host.substring(colon + 1).matches("\\d{1,5}")) {
            request.getCoyoteRequest().serverName().setString(host.substring(0, colon));
            request.setServerPort(Integer.parseInt(host.substring(colon + 1)));
        } else {
            request.getCoyoteRequest().serverName().setString(host);
        }
    }

    private static @Nullable String last(Request request, String header) {
        var value = request.getHeader(header);
        return value == null
                ? null
                : value.substring(value.lastIndexOf(',') + 1).strip();
    }
}
