package io.airbranch.customer;

/** What people see of an identity until they ask for it in clear with a reason. Pure. */
final class Masking {
    private static final String STARS = "****";
    private static final int HIDDEN = 4;

    private Masking() {}

    /** @param value in its normalised form */
    static String mask(Identity.Kind kind, String value) {
        return switch (kind) {
            case NUMBER -> ends(value, 0, 4);
            case PHONE -> phone(value);
            case ID_CARD -> ends(value, 3, 4);
            case EMAIL -> mail(value);
            case WECHAT -> ends(value, 2, 2);
        };
    }

    /** Mainland mobiles as people write them, {@code 138****1234}; others keep their country code. */
    private static String phone(String e164) {
        if (e164.startsWith("+86") && e164.length() == 14) {
            return ends(e164.substring(3), 3, 4);
        }
        return e164.length() > 9 ? ends(e164, 4, 3) : ends(e164, 3, 2);
    }

    private static String mail(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? STARS : address.substring(0, Math.min(1, at)) + STARS + address.substring(at);
    }

    /** Four characters at least stay hidden: a short value is shown less of. */
    private static String ends(String value, int first, int last) {
        while (first + last > 0 && value.length() - first - last < HIDDEN) {
            if (first > 0) {
                first--;
            } else {
                last--;
            }
        }
        return value.substring(0, first) + STARS + value.substring(value.length() - last);
    }
}
