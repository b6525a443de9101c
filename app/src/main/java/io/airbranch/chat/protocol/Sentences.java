package io.airbranch.chat.protocol;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What we say to customers in sentences, from {@code chat/sentences*.properties}: Chinese, and English beside it. */
public final class Sentences {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Sentences() {}

    public static Locale locale(String language) {
        return language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    /** @param code also the code of a refusal; without a sentence of its own it gets the general one */
    public static String say(String code, Locale locale, Object... values) {
        var bundle = ResourceBundle.getBundle("chat/sentences", locale, NO_FALLBACK);
        String pattern;
        try {
            pattern = bundle.getString(code);
        } catch (MissingResourceException e) {
            pattern = bundle.getString("refused");
        }
        return new MessageFormat(pattern, locale).format(values);
    }
}
