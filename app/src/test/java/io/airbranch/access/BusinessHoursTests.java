package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.BusinessHours.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId FRANKFURT = ZoneId.of("Europe/Berlin");
    // 2026-03-02 is a Monday.
    private static final BusinessHours OFFICE = new BusinessHours(
            SHANGHAI,
            Map.of(
                    DayOfWeek.MONDAY, List.of(period("09:00", "12:00"), period("13:30", "17:30")),
                    DayOfWeek.FRIDAY, List.of(period("20:00", "02:00"))),
            Map.of(
                    LocalDate.parse("2026-03-09"), List.of(),
                    LocalDate.parse("2026-03-10"), List.of(period("10:00", "11:00"))));

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:59:59, false",
        "2026-03-02T09:00, true",
        "2026-03-02T11:59:59, true",
        "2026-03-02T12:00, false",
        "2026-03-02T13:29, false",
        "2026-03-02T13:30, true",
        "2026-03-02T17:30, false",
        "2026-03-03T10:00, false"
    })
    void splitShiftsAreOpenFromTheirStartToBeforeTheirEnd(String local, boolean open) {
        assertThat(OFFICE.openAt(at(local))).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T19:59, false",
        "2026-03-06T23:59, true",
        "2026-03-07T00:00, true",
        "2026-03-07T01:59, true",
        "2026-03-07T02:00, false",
        "2026-03-06T01:00, false"
    })
    void periodOverMidnightBelongsToTheDayOnWhichItBegins(String local, boolean open) {
        assertThat(OFFICE.openAt(at(local))).isEqualTo(open);
    }

    @Test
    void specialDayReplacesTheWeekdaysPeriods() {
        assertThat(OFFICE.openAt(at("2026-03-09T10:00"))).isFalse();
        assertThat(OFFICE.openAt(at("2026-03-10T10:30"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 2026-03-02T10:00",
        "2026-03-02T12:10, 2026-03-02T13:30",
        "2026-03-02T18:00, 2026-03-06T20:00",
        "2026-03-07T02:00, 2026-03-10T10:00"
    })
    void nextOpeningIsTheFirstMomentAtWhichItIsOpen(String from, String opening) {
        assertThat(OFFICE.nextOpening(at(from))).contains(at(opening));
    }

    @Test
    void neverOpenHasNoNextOpening() {
        var closed = new BusinessHours(SHANGHAI, Map.of(), Map.of());
        assertThat(closed.nextOpening(at("2026-03-02T10:00"))).isEmpty();
        assertThat(BusinessHours.always(SHANGHAI).openAt(at("2026-03-08T03:00")))
                .isTrue();
    }

    @Test
    void openingThatTheClocksSkipInSpringComesWithTheJump() {
        // On 2026-03-29 Frankfurt's clocks go from 02:00 to 03:00, at 01:00 UTC.
        var night = new BusinessHours(FRANKFURT, Map.of(DayOfWeek.SUNDAY, List.of(period("02:30", "06:00"))), Map.of());
        var jump = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(night.nextOpening(jump.minusSeconds(3_600))).contains(jump);
        assertThat(night.openAt(jump)).isTrue();
        assertThat(night.openAt(jump.minusSeconds(1))).isFalse();
    }

    @Test
    void openingThatTheClocksRepeatInAutumnComesTwice() {
        // On 2026-10-25 Frankfurt's clocks go from 03:00 back to 02:00, at 01:00 UTC.
        var night = new BusinessHours(FRANKFURT, Map.of(DayOfWeek.SUNDAY, List.of(period("02:15", "02:45"))), Map.of());
        assertThat(night.nextOpening(Instant.parse("2026-10-24T23:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:15:00Z"));
        assertThat(night.nextOpening(Instant.parse("2026-10-25T00:50:00Z")))
                .contains(Instant.parse("2026-10-25T01:15:00Z"));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    private static Period period(String from, String to) {
        return new Period(LocalTime.parse(from), LocalTime.parse(to));
    }
}
