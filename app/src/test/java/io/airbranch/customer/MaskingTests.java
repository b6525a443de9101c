package io.airbranch.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.customer.Identity.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTests {

    @ParameterizedTest
    @CsvSource({
        "PHONE, +8613812341234, 138****1234",
        "PHONE, +85291234567, +852****567",
        "NUMBER, SFB0001234, ****1234",
        "ID_CARD, 11010119900307123X, 110****123X",
        "EMAIL, lin.wei@mail.example, l****@mail.example",
        "WECHAT, lin_wei_88, li****88",
    })
    void eachKindIsMaskedTheWayPeopleKnowIt(Kind kind, String value, String masked) {
        assertThat(Masking.mask(kind, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234", "12345", "123456", "1234567"})
    void ofAShortValueFourCharactersStayHiddenOrAll(String value) {
        for (var kind : new Kind[] {Kind.NUMBER, Kind.ID_CARD, Kind.WECHAT}) {
            var shown = Masking.mask(kind, value).replace("*", "");
            assertThat(shown.length()).as("%s %s", kind, value).isLessThanOrEqualTo(Math.max(0, value.length() - 4));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsEverShownInFull(Kind kind) {
        var value = "+8613812341234";
        assertThat(Masking.mask(kind, value)).contains("****").doesNotContain(value);
    }
}
