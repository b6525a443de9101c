package io.airbranch.shared.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScopeTests {

    @Test
    void codeWithoutAScopeSeesNothing() {
        assertThat(Scope.current()).isEqualTo(Scope.nothing());
        assertThat(Scope.current().sees("sfb.")).isFalse();
    }

    @Test
    void scopeSeesAnInstitutionAndAllBelowIt() {
        var scope = Scope.of("sfb.cn.bank.", "sfb.hk.");
        assertThat(scope.sees("sfb.cn.bank.")).isTrue();
        assertThat(scope.sees("sfb.cn.bank.sh01.")).isTrue();
        assertThat(scope.sees("sfb.hk.branch.")).isTrue();
        assertThat(scope.sees("sfb.cn.")).isFalse();
        assertThat(scope.sees("sfb.cn.bank2.")).isFalse();
    }

    @Test
    void pathsBelowAnotherOfTheSetAreDropped() {
        assertThat(Scope.of("sfb.cn.bank.sh01.", "sfb.cn.", "sfb.cn.bank.").prefixes())
                .containsExactly("sfb.cn.");
        assertThat(Scope.of("", "sfb.")).isEqualTo(Scope.system());
    }

    @Test
    void innerScopeReplacesTheOuterOneAndEndsWithItsWork() {
        Scope.within(Scope.of("sfb."), () -> {
            Scope.within(Scope.system(), () -> assertThat(Scope.current()).isEqualTo(Scope.system()));
            assertThat(Scope.current()).isEqualTo(Scope.of("sfb."));
        });
        assertThat(Scope.current()).isEqualTo(Scope.nothing());
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThatThrownBy(() -> Scope.of("sfb")).hasMessageContaining("'sfb'").hasMessageContaining("dot");
        assertThatThrownBy(() -> Scope.of("*")).hasMessageContaining("'*'");
    }
}
