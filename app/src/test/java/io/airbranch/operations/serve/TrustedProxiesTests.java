package io.airbranch.operations.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** Whom a request is believed to come from. */
class TrustedProxiesTests {

    @Test
    void addressesAndNetworksAreBelievedAndNothingElseIs() {
        var proxies = TrustedProxies.parse("10.1.2.3, 10.2.0.0/16 ::1");
        assertThat(proxies.contain("10.1.2.3")).isTrue();
        assertThat(proxies.contain("10.2.200.7")).isTrue();
        assertThat(proxies.contain("0:0:0:0:0:0:0:1")).isTrue();
        assertThat(proxies.contain("10.1.2.4")).isFalse();
        assertThat(proxies.contain("proxy.bank.example")).isFalse();
        assertThat(TrustedProxies.parse("").contain("127.0.0.1")).isFalse();
        assertThatThrownBy(() -> TrustedProxies.parse("10.0.0.0/99")).hasMessageContaining("'10.0.0.0/99'");
    }

    @Test
    void nearestAddressThatIsNoProxyOfOursIsTheClient() throws Exception {
        // Whoever asks may write what he likes on the left; our proxies append on the right.
        assertThat(seen("127.0.0.1, 10.9.0.0/16", "X-Forwarded-For", "198.51.100.1, 203.0.113.9, 10.9.0.4"))
                .isEqualTo("203.0.113.9 http false");
        assertThat(seen("127.0.0.1", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"))
                .isEqualTo("203.0.113.9 https true");
    }

    @Test
    void strangersWordIsNotTaken() throws Exception {
        assertThat(seen("10.9.0.0/16", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"))
                .isEqualTo("127.0.0.1 http false");
    }

    /** Client address, scheme and security as a servlet behind the valve sees them. */
    private static String seen(String proxies, String... headers)
            throws LifecycleException, IOException, InterruptedException {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(0);
        tomcat.getEngine().getPipeline().addValve(new ForwardedBy(TrustedProxies.parse(proxies)));
        var context = tomcat.addContext("", null);
        var echo = Tomcat.addServlet(context, "echo", new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter()
                        .print(request.getRemoteAddr() + " " + request.getScheme() + " " + request.isSecure());
            }
        });
        echo.addMapping("/");
        tomcat.getConnector();
        tomcat.start();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/"))
                    .headers(headers)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
