package io.airbranch.casework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleWordsTests {
    @ParameterizedTest
    @CsvSource({
        "房贷提前还款要手续费吗, 提前还款, true",
        "房贷提前还款要手续费吗, 手续费 房贷, true",
        "房贷提前还款要手续费吗, 信用卡, false",
        "Early repayment of the MORTGAGE, mort, true",
        "Early repayment of the MORTGAGE, gage, false",
        "Early repayment of the MORTGAGE, mortgage early, true",
        "账单上多了一笔 1280 元, 1280, true",
        "ＡＴＭ 吞卡, atm, true",
        "iPhone上的App打不开, app, true",
    })
    void aTitleIsFoundByTwoCharactersOrTheBeginningOfAWord(String title, String asked, boolean found) {
        assertThat(TitleWords.of(title).containsAll(TitleWords.asked(asked))).isEqualTo(found);
    }

    @Test
    void singleCharactersAreNeitherStoredNorAskedFor() {
        assertThat(TitleWords.of("卡 a 1")).isEmpty();
        assertThat(TitleWords.asked("卡")).isEmpty();
        assertThat(TitleWords.of("我要还款")).allMatch(word -> word.length() >= 2);
    }
}
