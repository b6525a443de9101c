package io.airbranch.sim.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param reach what must be reached, such as {@code >= 2,000}, or null where the number is only stated
 * @param baseline what the same machine does in the same run without us (database, bare socket), or what a peer measured
 * @param ratio value over baseline
 */
public record Figure(
        String id,
        double value,
        String unit,
        @Nullable String reach,
        @Nullable Boolean met,
        @Nullable Double baseline,
        @Nullable Double ratio) {

    public static Figure stated(String id, double value, String unit) {
        return new Figure(id, value, unit, null, null, null, null);
    }

    public static Figure atLeast(String id, double value, String unit, double reach) {
        return new Figure(id, value, unit, ">= " + text(reach), value >= reach, null, null);
    }

    public static Figure below(String id, double value, String unit, double reach) {
        return new Figure(id, value, unit, "< " + text(reach), value < reach, null, null);
    }

    public static Figure exactly(String id, long value, String unit, long reach) {
        return new Figure(id, (double) value, unit, "= " + text((double) reach), value == reach, null, null);
    }

    /** Beside a baseline; no ratio where the baseline is zero. */
    public Figure beside(double base) {
        return new Figure(id, value, unit, reach, met, base, base == 0 ? null : round(value / base));
    }

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", id);
        json.put("value", round(value));
        json.put("unit", unit);
        json.put("reach", reach);
        json.put("met", met);
        json.put("baseline", baseline == null ? null : round(baseline));
        json.put("ratio", ratio);
        return json;
    }

    static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    static String text(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", value.longValue())
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
