package io.airbranch.shared;

import java.util.Locale;

/** A name that people read, in the two languages of every screen. */
public record Name(String zh, String en) {

    public Name {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("A name needs both languages, got zh='" + zh + "', en='" + en + "'");
        }
    }

    public static Name of(String zh, String en) {
        return new Name(zh, en);
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : zh;
    }
}
