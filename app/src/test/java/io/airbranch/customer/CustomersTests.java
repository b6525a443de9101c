package io.airbranch.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Role;
import io.airbranch.customer.Customers.NewCustomer;
import io.airbranch.customer.Identity.Kind;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.TestDatabase;
import io.airbranch.testkit.WithDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;

@WithDatabase
@SpringBootTest(classes = CustomersTests.Module.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class CustomersTests {
    private static final String HOME = "t.cn.bank.";
    private static final String PURPOSE = "contact:0192a1b2-0000-7000-8000-000000000001";

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"io.airbranch.shared.db", "io.airbranch.shared.crypto"})
    @ConfigurationPropertiesScan("io.airbranch.shared")
    @ImportAutoConfiguration({
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @Import({CustomerStore.class, Secrets.class, VisitorRegister.class})
    static class Module {
        @Bean
        FakeAccess access() {
            return new FakeAccess();
        }

        @Bean
        Ids ids() {
            return UUID::randomUUID;
        }

        @Bean
        CustomerRegister customers(
                CustomerStore store, FakeAccess access, PlatformTransactionManager transactions, Clock clock, Ids ids) {
            return new CustomerRegister(store, access.institutions, access, access, transactions, clock, ids);
        }
    }

    @Autowired
    CustomerRegister customers;

    @Autowired
    VisitorRegister visitors;

    @Autowired
    FakeAccess access;

    @Autowired
    TestDatabase database;

    private Operator agent;
    private String number;

    @BeforeEach
    void hire() {
        agent = access.hire("agent-" + UUID.randomUUID(), Role.AGENT, HOME);
        number = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    private UUID register(String name, String... phones) {
        var identities = new java.util.ArrayList<>(List.of(new Identity(Kind.NUMBER, number)));
        for (var phone : phones) {
            identities.add(new Identity(Kind.PHONE, phone));
        }
        var fresh = new NewCustomer(new InstitutionPath(HOME), name, Tier.GOLD, "zh", identities);
        return Scope.within(Scope.system(), () -> customers.register(fresh));
    }

    @Test
    void registeringTheSameNumberTwiceIsOneCustomer() {
        assertThat(register("林晓燕")).isEqualTo(register("林晓燕"));
    }

    @Test
    void anotherCustomersPhoneIsRefusedAndLeavesNothingBehind() {
        register("林晓燕", "13900010001");
        number += "B";
        var second = new NewCustomer(
                new InstitutionPath(HOME),
                "周明",
                Tier.STANDARD,
                "zh",
                List.of(new Identity(Kind.NUMBER, number), new Identity(Kind.PHONE, "139 0001 0001")));
        Scope.within(Scope.system(), () -> {
            assertThat(customers.enter(second)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo("identity.taken");
                assertThat(refused.refusal().values()).containsEntry("masked", "139****0001");
            });
            assertThat(customers.byIdentity(new Identity(Kind.NUMBER, number))).isEmpty();
        });
    }

    @Test
    void neitherNameNorIdentityStandsInTheDatabaseInClear() {
        register("欧阳清晨", "13900010002");
        var owner = JdbcClient.create(database.owner());
        var stored = new java.util.ArrayList<>(owner.sql("select name from customer.customer")
                .query(byte[].class)
                .list());
        stored.addAll(owner.sql("select value from customer.identity")
                .query(byte[].class)
                .list());
        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .doesNotContain("欧阳", "13900010002", number));
    }

    @Test
    void aCustomerIsFoundByNameGivenNamePhoneAndNumberAndShownMasked() {
        var id = register("司徒雨桐", "13900010003");
        for (var text : List.of("司徒雨桐", "雨桐", "139-0001-0003", number.toLowerCase(java.util.Locale.ROOT))) {
            var hits = access.as(agent, () -> customers.search(text, 20));
            assertThat(hits).as(text).hasSize(1).first().satisfies(hit -> {
                assertThat(hit.id()).isEqualTo(id);
                assertThat(hit.masked()).containsEntry(Kind.PHONE, "139****0003");
            });
        }
    }

    @Test
    void aForeignInstitutionFindsNeitherByNameNorByIdButTheSystemRecognisesTheCaller() {
        var id = register("慕容天晴", "13900010004");
        var stranger = access.hire("stranger-" + number, Role.AGENT, "t.hk.");
        assertThat(access.as(stranger, () -> customers.search("慕容天晴", 20))).isEmpty();
        assertThat(access.as(stranger, () -> customers.view(id, PURPOSE).isDone()))
                .isFalse();
        assertThat(access.as(stranger, () -> customers.byIdentity(new Identity(Kind.PHONE, "13900010004"))))
                .contains(id);
        assertThat(access.as(stranger, () -> customers.card(id)).orElseThrow().name())
                .isEqualTo("慕容天晴");
    }

    @Test
    void viewingAndRevealingNeedARightAndAPurposeAndLeaveATrace() {
        var id = register("端木秋实", "13900010005");
        assertThat(access.as(agent, () -> customers.view(id, "curiosity").isDone()))
                .isFalse();
        assertThat(access.as(agent, () -> customers.view(id, PURPOSE).orElseThrow())
                        .masked())
                .containsEntry(Kind.PHONE, "139****0005");
        assertThat(access.as(
                        agent, () -> customers.reveal(id, Kind.PHONE, PURPOSE).orElseThrow()))
                .isEqualTo("+8613900010005");
        assertThat(access.entries("customer.reveal"))
                .filteredOn(e -> e.subject().equals(id.toString()))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.actor()).isEqualTo(agent.id());
                    assertThat(e.purpose()).isEqualTo(PURPOSE);
                    assertThat(e.detail()).containsEntry("field", "phone").doesNotContainValue("+8613900010005");
                });
        assertThat(access.entries("customer.view")).anyMatch(e -> e.subject().equals(id.toString()));
    }

    @Test
    void rolesWithoutTheRightReadNothing() {
        var id = register("令狐知夏");
        for (var role :
                List.of(Role.PLANNER, Role.ADMINISTRATOR, Role.AUDITOR, Role.QUALITY_ANALYST, Role.KNOWLEDGE_EDITOR)) {
            var other = access.hire(role.code() + number, role, HOME);
            assertThatThrownBy(() -> access.as(other, () -> customers.search("令狐知夏", 20)))
                    .as(role.code())
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> access.as(other, () -> customers.view(id, PURPOSE)))
                    .as(role.code())
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void aVisitorIsKnownByHisTokenOnlyAndBecomesTheCustomer() {
        var arrival = visitors.arrive(new InstitutionPath(HOME), "zh");
        assertThat(visitors.byToken(arrival.token())).contains(arrival.visitor());
        assertThat(visitors.byToken(arrival.token() + "x")).isEmpty();
        var hashes = JdbcClient.create(database.owner())
                .sql("select encode(token_hash, 'escape') from customer.visitor")
                .query(String.class)
                .list();
        assertThat(hashes).noneMatch(h -> h.contains(arrival.token()));
        var customer = register("诸葛星河");
        visitors.identify(arrival.visitor().id(), customer);
        assertThat(visitors.byToken(arrival.token()).orElseThrow().customer()).isEqualTo(customer);
    }
}
