package io.airbranch.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.customer.Identity.Kind;
import io.airbranch.shared.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityFormTests {

    @ParameterizedTest
    @CsvSource({
        "PHONE, CN, 138 1234 1234, +8613812341234",
        "PHONE, CN, １３８１２３４１２３４, +8613812341234",
        "PHONE, HK, 9123 4567, +85291234567",
        "PHONE, HK, +86 138 1234 1234, +8613812341234",
        "ID_CARD, CN, 11010119900307123x, 11010119900307123X",
        "EMAIL, CN, ' Lin.Wei@Mail.Example ', lin.wei@mail.example",
        "NUMBER, CN, sfb 000 1234, SFB0001234",
    })
    void manyWaysToWriteAnIdentityAreOne(Kind kind, String region, String written, String form) {
        assertThat(IdentityForm.normalise(new Identity(kind, written), region))
                .isEqualTo(Outcome.done(new Identity(kind, form)));
    }

    @ParameterizedTest
    @CsvSource({"PHONE, 12", "PHONE, call me", "EMAIL, nobody", "ID_CARD, 12", "NUMBER, a", "WECHAT, a b"})
    void whatIsNoIdentityIsRefusedWithoutRepeatingIt(Kind kind, String written) {
        var outcome = IdentityForm.normalise(new Identity(kind, written), "CN");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("identity.malformed");
            assertThat(refused.refusal().message()).contains(kind.code());
            assertThat(refused.refusal().values())
                    .containsEntry("kind", kind.code())
                    .doesNotContainValue(written);
        });
    }

    @Test
    void anIdentityPrintsWithoutItsValue() {
        assertThat(new Identity(Kind.PHONE, "+8613812341234").toString()).doesNotContain("138");
    }

    @Test
    void namesAreFoundByWholeGivenAndEachWord() {
        assertThat(NameWords.of("林晓燕")).containsExactly("林晓燕", "晓燕");
        assertThat(NameWords.of("Ada Wong")).containsExactly("adawong", "ada", "wong");
        assertThat(NameWords.of("欧阳晓燕")).contains("晓燕");
        assertThat(NameWords.asked("WONG  ada")).containsExactlyInAnyOrder("ada", "wong");
        assertThat(NameWords.asked("林")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "contact:0192a1b2-0000-7000-8000-000000000001 | true",
                "case:0192a1b2-0000-7000-8000-000000000001 | true",
                "contact:1 | false",
                "curiosity | false",
                "'' | false",
                "reason:look-up | true",
                "reason:call-back | true",
                "reason:call-back 客户要求回电 | true",
                "reason:curiosity | false",
                "reason:other | false",
                "reason:other abc | false",
                "reason:other 核对退回的信件 | true",
                "reason:other 客户 138 0000 1234 | false",
            },
            delimiter = '|')
    void aPurposeNamesAContactACaseOrAReasonAndNoNumberOfTheCustomer(String purpose, boolean accepted) {
        assertThat(Purpose.check(purpose).isDone()).isEqualTo(accepted);
    }

    @Test
    void lookingSomebodyUpIsNoReasonToReadInClear() {
        assertThat(Purpose.checkReveal("reason:look-up").isDone()).isFalse();
        assertThat(Purpose.checkReveal("reason:look-up again").isDone()).isFalse();
        assertThat(Purpose.checkReveal("reason:verification").isDone()).isTrue();
    }
}
