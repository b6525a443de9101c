package io.airbranch.customer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which a name is found although only keyed hashes of them are stored: the whole name; each word of a name written in
 * letters; the given name of a Chinese one. Single characters are left out, they would tell too much to whoever counts hashes. Pure.
 */
final class NameWords {
    private NameWords() {}

    static Set<String> of(String name) {
        var plain = normalise(name);
        var words = new LinkedHashSet<String>();
        if (plain.isEmpty()) {
            return words;
        }
        words.add(plain.replace(" ", ""));
        Arrays.stream(plain.split(" ")).filter(word -> word.length() >= 2).forEach(words::add);
        if (chinese(plain)) {
            int surname = plain.length() >= 4 ? 2 : 1;
            var given = plain.substring(surname);
            if (given.length() >= 2) {
                words.add(given);
            }
        }
        return words;
    }

    /** What somebody typed, as words of which all must be found; empty where it is too little to search for. */
    static Set<String> asked(String text) {
        var plain = normalise(text);
        if (plain.length() < 2) {
            return Set.of();
        }
        if (chinese(plain)) {
            return Set.of(plain.replace(" ", ""));
        }
        var words = new LinkedHashSet<String>();
        Arrays.stream(plain.split(" ")).filter(word -> word.length() >= 2).forEach(words::add);
        return words;
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static boolean chinese(String text) {
        return text.codePoints()
                .filter(c -> c != ' ')
                .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
