package io.airbranch.sim.book;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers for people and for machines; what is not a number is "-" for the ones and absent for the others. */
public final class Numbers {
    private Numbers() {}

    public static String plain(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + digits + "f", value + 0.0);
    }

    public static String signed(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double scale = Math.pow(10, digits);
        // Without the sum a small negative number would be shown as -0.0.
        return String.format(Locale.ROOT, "%+." + digits + "f", Math.round(value * scale) / scale + 0.0);
    }

    /** 0.917 as {@code 91.7 %}. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** 19 as {@code 09:30}. */
    public static String halfHour(int number) {
        return String.format(Locale.ROOT, "%02d:%02d", number / 2, number % 2 * 30);
    }

    public static @Nullable Double orNull(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Double.isNaN(value) ? null : Math.round(value * scale) / scale;
    }
}
