package io.airbranch.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.airbranch.sim.Options;
import io.airbranch.sim.client.Json;
import io.airbranch.sim.day.Worker.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTests {
    private static final String HEADINGS =
            "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit"
                    + "\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver";

    @TempDir
    Path data;

    /** A line of the file; times of the queue and the service are not read, durations are. */
    private static String line(
            int priority,
            String type,
            String date,
            String entry,
            String exit,
            int menu,
            int queue,
            String outcome,
            int service,
            String server) {
        return String.join(
                "\t",
                "AA0101",
                "1",
                "0",
                Integer.toString(priority),
                type,
                date,
                entry,
                exit,
                Integer.toString(menu),
                "0:00:00",
                "0:00:00",
                Integer.toString(queue),
                outcome,
                "0:00:00",
                "0:00:00",
                Integer.toString(service),
                server);
    }

    private static String answered(String at, int waited, int service, String server) {
        return line(0, "PS", "990201", at, at, 0, waited, "AGENT", service, server);
    }

    private static RecordedMonth parse(String... lines) {
        var all = new ArrayList<>(List.of(HEADINGS));
        all.addAll(List.of(lines));
        return RecordedMonth.parse(all);
    }

    @Test
    void whatIsNoCallToALineIsDroppedAndCounted() {
        var month = parse(
                line(2, "NW", "990202", "9:00:00", "9:00:10", 10, 5, "AGENT", 60, "S01"),
                line(0, "PS", "990202", "9:00:00", "9:00:10", 10, 0, "PHANTOM", 0, "NO_SERVER"),
                line(0, "PS", "990202", "9:00:00", "8:59:50", -10, 5, "AGENT", 60, "S01"),
                line(0, "PS", "990202", "9:00:00", "9:00:10", 10, 0, "HANG", 0, "NO_SERVER"),
                line(0, "PS", "990202", "9:00:00", "9:00:10", 10, 7, "HANG", 0, "NO_SERVER"),
                line(0, "PS", "990203", "9:00:00", "9:00:10", 10, 0, "AGENT", 60, "NO_SERVER"),
                line(0, "PS", "990202", "23:59:50", "0:00:05", 15, 0, "AGENT", 30, "S02"));
        assertThat(month.dropped()).isEqualTo(new RecordedMonth.Dropped(7, 1, 1, 1, 1));
        assertThat(month.first()).isEqualTo("1999-02-02");
        assertThat(month.calls())
                .containsExactly(
                        new Call("NW", 2, 9 * 3600 + 10, 5, 60, "S01"),
                        new Call("PS", 0, 9 * 3600 + 10, 7, 0, ""),
                        new Call("PS", 0, 24 * 3600 + 5, 0, 30, "S02"));
    }

    @Test
    void fileWithoutAColumnIsRefusedByItsName() {
        assertThatThrownBy(() -> RecordedMonth.parse(List.of("type\tdate", "PS\t990201")))
                .hasMessageContaining("no column 'priority'");
    }

    @Test
    void serverWasAwayWhenHePausedLongAlthoughSomebodyWaited() {
        var month = parse(
                answered("9:00:00", 0, 100, "S01"), // until 9:01:40
                answered("9:01:00", 50, 100, "S01"), // 10 s later: work after the call; until 9:03:30
                answered("9:05:00", 90, 30, "S01"), // 180 s later although somebody waited: away; until 9:07:00
                answered("9:10:00", 0, 60, "S01"), // 180 s later, nobody waited: idle; until 9:11:00
                answered("9:30:00", 0, 60, "S01")); // too long to have sat idle
        var staff = Staff.recorded(month);
        assertThat(staff.afterWork()).containsExactly(10L);
        assertThat(staff.workers().getFirst().atWork())
                .containsExactly(span("9:00:00", "9:03:30"), span("9:06:30", "9:11:00"), span("9:30:00", "9:31:00"));
    }

    private static Span span(String from, String to) {
        return new Span(micros(from), micros(to));
    }

    private static long micros(String time) {
        return java.time.LocalTime.parse("0" + time).toNanoOfDay() / 1000;
    }

    @Test
    void serverIsTrainedForWhatHeDidOftenEnough() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(0, "PS", "990201", "9:00:00", "9:00:00", 0, 0, "AGENT", 10, "S01"));
            lines.add(line(0, "NE", "990201", "9:00:00", "9:00:00", 0, 0, "AGENT", 10, i == 0 ? "S01" : "S02"));
        }
        var staff = Staff.recorded(parse(lines.toArray(String[]::new)));
        assertThat(staff.workers().get(0).skills()).isEqualTo(Map.of("PS", 1));
        assertThat(staff.workers().get(1).skills()).isEqualTo(Map.of("NE", 1));
    }

    @Test
    void creditedCustomerIsServedBeforeOneWhoCameEarlier() {
        var month = parse(
                answered("9:00:00", 0, 100, "S01"),
                answered("9:00:10", 100, 10, "S01"),
                line(2, "PS", "990201", "9:00:20", "9:00:20", 0, 80, "AGENT", 10, "S01"));
        var staff = Staff.even("one", month, h -> h == 18 ? 1 : 0, List.of(0L));
        var result = new Replay(month, staff, true, 7).run();
        assertThat(result.all().simulated.answered()).isEqualTo(3);
        // The credited one waits 80 s until 9:01:40, the other 10 s more than without him.
        assertThat(result.all().simulated.meanWait()).isCloseTo((0 + 100 + 80) / 3.0, within(1e-6));
        assertThat(result.all().simulated.wait95()).isEqualTo(100);
    }

    @Test
    void agentsWithoutEndLeaveNobodyWaiting() {
        var found = ReplayCommand.run(options("--staff", "60"), written());
        var simulated = Json.read(found.json()).get("simulated");
        assertThat(simulated.get("abandonment").asDouble()).isZero();
        assertThat(simulated.get("serviceLevel").asDouble()).isEqualTo(1);
    }

    @Test
    void sameSeedIsTheSameReplayAndTheReportSaysWhatIsCompared() {
        var data = written();
        var once = ReplayCommand.run(options(), data);
        var again = ReplayCommand.run(options(), data);
        assertThat(Json.read(again.json()).get("recordsSha256"))
                .isEqualTo(Json.read(once.json()).get("recordsSha256"));
        assertThat(once.text())
                .contains("Replay of 300 recorded calls on 1 days")
                .containsPattern("(?m)^09:00 ")
                .contains("mean absolute difference");
    }

    @Test
    void staffingFileGivesAgentsByHalfHour() throws IOException {
        var staff = Files.writeString(data.resolve("staff.csv"), "# half hour, agents\n09:00,3\n09:30,1\n");
        var found = ReplayCommand.run(options("--staff", staff.toString()), written());
        var halves = Json.read(found.json()).get("halfHours");
        assertThat(halves.get(0).get("agents").asDouble()).isEqualTo(3);
        Files.writeString(staff, "9 o'clock,3\n");
        assertThatThrownBy(() -> ReplayCommand.run(options("--staff", staff.toString()), data))
                .hasMessageContaining("9 o'clock,3");
    }

    @Test
    void missingDataIsSaidWithThePlaceToPutIt() {
        assertThatThrownBy(() -> ReplayCommand.run(options(), data.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RecordedMonth.FILE)
                .hasMessageContaining("AIRBRANCH_DATA");
    }

    private static Options options(String... args) {
        return Options.parse(args, 0);
    }

    /** An hour with two servers and 300 calls, some of them hung up. */
    private Path written() {
        var lines = new ArrayList<>(List.of(HEADINGS));
        for (int i = 0; i < 300; i++) {
            var at = String.format(Locale.ROOT, "9:%02d:%02d", i / 6, i % 6 * 10);
            lines.add(
                    i % 10 == 9
                            ? line(0, "PS", "990201", at, at, 0, 20 + i % 7, "HANG", 0, "NO_SERVER")
                            : line(0, "PS", "990201", at, at, 0, i % 4, "AGENT", 15 + i % 3, "S0" + (i % 2 + 1)));
        }
        try {
            var file = data.resolve(RecordedMonth.FILE);
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
            return data;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
