package io.airbranch.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings a written identity to the one form that is stored and hashed, or says why it is none. Pure. */
final class IdentityForm {
    static final String DEFAULT_REGION = "CN";

    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9]{4,32}");
    private static final Pattern ID_CARD = Pattern.compile("[A-Z0-9()]{6,24}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,}");
    private static final Pattern WECHAT = Pattern.compile("[A-Za-z0-9_-]{6,64}");

    private IdentityForm() {}

    /** @param region ISO 3166 country in which a phone number without country code is meant */
    static Outcome<Identity> normalise(Identity identity, String region) {
        var plain = Normalizer.normalize(identity.value(), Normalizer.Form.NFKC).strip();
        return switch (identity.kind()) {
            case NUMBER ->
                matched(
                        Identity.Kind.NUMBER,
                        compact(plain).toUpperCase(Locale.ROOT),
                        NUMBER,
                        "4 to 32 letters and digits");
            case PHONE -> phone(plain, region);
            case ID_CARD ->
                matched(
                        Identity.Kind.ID_CARD,
                        compact(plain).toUpperCase(Locale.ROOT),
                        ID_CARD,
                        "6 to 24 letters and digits");
            case EMAIL ->
                matched(
                        Identity.Kind.EMAIL,
                        plain.toLowerCase(Locale.ROOT),
                        EMAIL,
                        "an address such as name@bank.example");
            case WECHAT ->
                matched(Identity.Kind.WECHAT, plain, WECHAT, "6 to 64 letters, digits, dashes and underlines");
        };
    }

    private static Outcome<Identity> phone(String text, String region) {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(text, region);
            if (util.isPossibleNumber(number)) {
                return Outcome.done(new Identity(Identity.Kind.PHONE, util.format(number, PhoneNumberFormat.E164)));
            }
        } catch (NumberParseException e) {
            // Falls through: an answer, not a fault.
        }
        return malformed(Identity.Kind.PHONE, "a phone number of " + region + ", or one with + and country code");
    }

    private static Outcome<Identity> matched(Identity.Kind kind, String value, Pattern shape, String expected) {
        return shape.matcher(value).matches() ? Outcome.done(new Identity(kind, value)) : malformed(kind, expected);
    }

    /** Without the value: it may be somebody's, and refusals are logged. */
    private static Outcome<Identity> malformed(Identity.Kind kind, String expected) {
        return Outcome.refused(Refusal.invalid(
                "identity.malformed",
                "The " + kind.code() + " has not the shape of one. Expected: " + expected,
                "kind",
                kind.code(),
                "expected",
                expected));
    }

    private static String compact(String text) {
        return text.replaceAll("[\\s-]", "");
    }
}
