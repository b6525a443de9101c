package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.shared.Name;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each role may, and above all what it may not; a changed role is a changed line here. */
class RoleMatrixTests {
    private static final InstitutionPath GROUP = new InstitutionPath("sfb.");
    private static final InstitutionPath BANK = new InstitutionPath("sfb.bank.");
    private static final InstitutionPath OUTLET = new InstitutionPath("sfb.bank.o1.");
    private static final InstitutionPath CARDS = new InstitutionPath("sfb.cards.");
    private static final InstitutionPath NAMESAKE = new InstitutionPath("sfb.bank2.");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agent                | floor.watch floor.act case.assign institution.manage operator.manage queue.manage channel.manage audit.read
            supervisor           | institution.manage operator.manage queue.manage channel.manage audit.read
            knowledge-editor     | contact.serve contact.read floor.watch floor.act case.work case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage audit.read
            relationship-manager | contact.serve contact.read floor.watch floor.act case.assign customer.write institution.manage operator.manage queue.manage channel.manage audit.read
            campaign-manager     | contact.serve contact.read floor.watch floor.act case.work case.read case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage audit.read
            quality-analyst      | contact.serve floor.watch floor.act case.work case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage audit.read
            planner              | contact.serve contact.read floor.act case.work case.read case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage audit.read
            analyst              | contact.serve floor.watch floor.act case.work case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage audit.read
            administrator        | contact.serve contact.read floor.watch floor.act case.work case.read case.assign customer.read customer.write customer.reveal audit.read
            auditor              | contact.serve contact.read floor.watch floor.act case.work case.read case.assign customer.read customer.write customer.reveal institution.manage operator.manage queue.manage channel.manage
            """)
    void roleMayEverythingButThese(String role, String forbidden) {
        var holder = operator(new Grant(role(role), BANK));
        var denied = Arrays.stream(Right.values())
                .filter(right -> !holder.may(right, BANK))
                .map(Right::code)
                .collect(Collectors.toSet());
        assertThat(denied).containsExactlyInAnyOrder(forbidden.split(" "));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void roleReachesDownItsPartOfTheTreeAndNowhereElse(Role role) {
        var holder = operator(new Grant(role, BANK));
        for (var right : Right.values()) {
            boolean has = role.rights().contains(right);
            assertThat(holder.may(right, BANK)).isEqualTo(has);
            assertThat(holder.may(right, OUTLET)).isEqualTo(has);
            assertThat(holder.may(right, GROUP)).as("%s above", right).isFalse();
            assertThat(holder.may(right, CARDS)).as("%s beside", right).isFalse();
            assertThat(holder.may(right, NAMESAKE))
                    .as("%s where the path begins alike", right)
                    .isFalse();
        }
    }

    @Test
    void rightOfOneGrantDoesNotTravelToThePlaceOfAnother() {
        var holder = operator(new Grant(Role.AGENT, BANK), new Grant(Role.AUDITOR, CARDS));
        assertThat(holder.may(Right.AUDIT_READ, BANK)).isFalse();
        assertThat(holder.may(Right.CONTACT_SERVE, CARDS)).isFalse();
        assertThat(holder.where(Right.AUDIT_READ)).containsExactly(CARDS);
    }

    @Test
    void operatorWithoutGrantsMayAndSeesNothing() {
        var holder = operator();
        assertThat(holder.rights()).isEmpty();
        assertThat(holder.scope().sees(BANK.value())).isFalse();
    }

    private static Operator operator(Grant... grants) {
        return new Operator(new UUID(0, 1), "wang", Name.of("王", "Wang"), OUTLET, "zh", List.of(grants));
    }

    private static Role role(String code) {
        return Arrays.stream(Role.values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
