package io.airbranch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Operators;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Customers;
import io.airbranch.customer.Identity;
import io.airbranch.routing.Queues;
import io.airbranch.shared.Home;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.TestDatabase;
import io.airbranch.testkit.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

@WithDatabase
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DemoBankTests {
    @LocalServerPort
    int port;

    @Autowired
    DemoBank demoBank;

    @Autowired
    Operators operators;

    @Autowired
    Customers customers;

    @Autowired
    Contacts contacts;

    @Autowired
    Queues queues;

    @Autowired
    Home home;

    @Autowired
    TestDatabase database;

    private Map<String, Long> counts() {
        var sql = JdbcClient.create(database.owner());
        var counts = new TreeMap<String, Long>();
        for (var table : List.of(
                "access.operator",
                "customer.customer",
                "customer.identity",
                "contact.contact",
                "contact.event",
                "casework.case_file",
                "casework.case_note",
                "routing.queue",
                "chat.widget")) {
            counts.put(
                    table,
                    sql.sql("select count(*) from " + table).query(Long.class).single());
        }
        return counts;
    }

    @Test
    void thereAreTwentyColleaguesTwoHundredCustomersAndTheirHistory() {
        var counts = counts();
        assertThat(counts).containsEntry("access.operator", 20L).containsEntry("customer.customer", 200L);
        assertThat(counts.get("contact.contact")).isGreaterThanOrEqualTo(100);
        assertThat(counts.get("casework.case_file")).isEqualTo(counts.get("contact.contact"));
        Scope.within(Scope.system(), () -> {
            assertThat(operators.findByUsername("agent1")).isPresent();
            assertThat(customers.byIdentity(new Identity(Identity.Kind.NUMBER, "SFB0001001")))
                    .isPresent();
        });
    }

    @Test
    void aSecondStartChangesNothing() {
        var before = counts();
        demoBank.start();
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void everybodyWhoIsMeantIsNamedInTheWelcomeAndTheAddressesAreThere() throws Exception {
        var text = Files.readString(home.folder("run").resolve("welcome.txt"));
        assertThat(text).contains("/demo/", Staff.PASSWORD, "agent1", "supervisor1", "admin", "auditor");
        var roles =
                new HashSet<>(Staff.all().stream().map(Staff.Colleague::role).toList());
        assertThat(roles).hasSize(10);
    }

    @Test
    void someQueueIsOpenAtAnyHour() {
        Scope.within(Scope.system(), () -> {
            var personal = queues.find(Channels.PERSONAL).orElseThrow();
            for (int hour = 0; hour < 24 * 7; hour++) {
                var moment = io.airbranch.testkit.TestClock.START.plusSeconds(hour * 3600L);
                assertThat(queues.openAt(personal, moment)).isTrue();
            }
            var hongKong = queues.find(Channels.HONG_KONG).orElseThrow();
            assertThat(queues.openAt(hongKong, io.airbranch.testkit.TestClock.START.plusSeconds(4 * 3600 + 1800)))
                    .as("lunch in Hong Kong, 13:30")
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index.html", "cards.html", "loans.html", "branches.html", "hk.html"})
    void everyPageOfTheBankIsStrictAndCarriesTheWidget(String page) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/demo/" + page))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.body())
                    .contains("<script src=\"/widget/airbranch.js\"", "lang=\"en\"")
                    .doesNotContain("style=\"", "onclick=", "<style");
        }
    }
}
