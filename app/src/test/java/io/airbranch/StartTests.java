package io.airbranch;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@AirbranchTest
class StartTests {
    @LocalServerPort
    int port;

    @Autowired
    Clock clock;

    @Test
    void readinessIsPublic() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("UP");
        }
    }

    @Test
    void timeStandsStillUntilATestMovesIt() {
        assertThat(clock).isInstanceOf(TestClock.class);
    }
}
