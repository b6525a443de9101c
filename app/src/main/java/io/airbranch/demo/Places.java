package io.airbranch.demo;

import io.airbranch.access.BusinessHours.Period;
import io.airbranch.access.Institution.Kind;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Institutions.NewCalendar;
import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.shared.Name;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo group's institutions with their hours. */
@Component
@Profile("demo")
class Places {
    static final InstitutionPath GROUP = new InstitutionPath("sfb.");
    static final InstitutionPath CHINA = new InstitutionPath("sfb.cn.");
    static final InstitutionPath BANK = new InstitutionPath("sfb.cn.bank.");
    static final InstitutionPath SHANGHAI = BANK.child("sh01");
    static final InstitutionPath BEIJING = BANK.child("bj01");
    static final InstitutionPath SHENZHEN = BANK.child("sz01");
    static final InstitutionPath CARD = new InstitutionPath("sfb.cn.card.");
    static final InstitutionPath HONG_KONG = new InstitutionPath("sfb.hk.");
    static final InstitutionPath HK_BANK = new InstitutionPath("sfb.hk.bank.");

    private static final ZoneId SHANGHAI_TIME = ZoneId.of("Asia/Shanghai");
    private static final ZoneId HONG_KONG_TIME = ZoneId.of("Asia/Hong_Kong");

    private final Institutions institutions;

    Places(Institutions institutions) {
        this.institutions = institutions;
    }

    /** @param always hours of service around the clock; @param office hours of the Hong Kong branch */
    record Hours(UUID always, UUID office) {}

    Hours build() {
        place(GROUP, Kind.GROUP, "示范银行集团", "Demonstration Bank Group", SHANGHAI_TIME, "zh", "en");
        place(CHINA, Kind.COUNTRY, "中国内地", "Mainland China", SHANGHAI_TIME, "zh", "en");
        place(BANK, Kind.ENTITY, "示范银行", "Demonstration Bank", SHANGHAI_TIME, "zh", "en");
        place(SHANGHAI, Kind.OUTLET, "上海滨江支行", "Shanghai Riverside Outlet", SHANGHAI_TIME, "zh", "en");
        place(BEIJING, Kind.OUTLET, "北京金桥支行", "Beijing Golden Bridge Outlet", SHANGHAI_TIME, "zh");
        place(SHENZHEN, Kind.OUTLET, "深圳海月支行", "Shenzhen Sea Moon Outlet", SHANGHAI_TIME, "zh", "en");
        place(CARD, Kind.ENTITY, "示范银行信用卡中心", "Demonstration Bank Card Centre", SHANGHAI_TIME, "zh", "en");
        place(HONG_KONG, Kind.COUNTRY, "中国香港", "Hong Kong, China", HONG_KONG_TIME, "zh", "en");
        place(HK_BANK, Kind.ENTITY, "示范银行香港分行", "Demonstration Bank Hong Kong Branch", HONG_KONG_TIME, "en", "zh");

        var always = calendar(GROUP, Name.of("全天候服务", "Around the clock"), week(allDay(), allDay()), Map.of());
        var outlet = calendar(
                BANK,
                Name.of("网点营业时间", "Outlet hours"),
                week(List.of(period(9, 0, 12, 0), period(13, 30, 17, 0)), List.of()),
                holidays());
        var office = calendar(
                HONG_KONG,
                Name.of("香港办公时间", "Hong Kong office hours"),
                week(List.of(period(9, 0, 13, 0), period(14, 0, 18, 0)), List.of(period(9, 0, 13, 0))),
                holidays());
        institutions.useCalendar(BANK, outlet).orElseThrow();
        institutions.useCalendar(HONG_KONG, office).orElseThrow();
        return new Hours(always, office);
    }

    private void place(InstitutionPath path, Kind kind, String zh, String en, ZoneId zone, String... languages) {
        if (institutions.find(path).isEmpty()) {
            institutions
                    .create(new NewInstitution(path, kind, Name.of(zh, en), zone, List.of(languages), null))
                    .orElseThrow();
        }
    }

    private UUID calendar(
            InstitutionPath path,
            Name name,
            Map<DayOfWeek, List<Period>> week,
            Map<LocalDate, List<Period>> specialDays) {
        return institutions
                .createCalendar(new NewCalendar(path, name, week, specialDays))
                .orElseThrow()
                .id();
    }

    private static Map<DayOfWeek, List<Period>> week(List<Period> workday, List<Period> weekend) {
        var week = new EnumMap<DayOfWeek, List<Period>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, day.compareTo(DayOfWeek.FRIDAY) <= 0 ? workday : weekend);
        }
        return week;
    }

    private static List<Period> allDay() {
        return List.of(new Period(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    }

    private static Period period(int fromHour, int fromMinute, int toHour, int toMinute) {
        return new Period(LocalTime.of(fromHour, fromMinute), LocalTime.of(toHour, toMinute));
    }

    /** New Year and National Day; the eve of the one closes at noon. */
    private static Map<LocalDate, List<Period>> holidays() {
        return Map.of(
                LocalDate.of(2026, 10, 1), List.of(),
                LocalDate.of(2026, 10, 2), List.of(),
                LocalDate.of(2026, 12, 31), List.of(period(9, 0, 12, 0)),
                LocalDate.of(2027, 1, 1), List.of(),
                LocalDate.of(2027, 10, 1), List.of());
    }
}
