package io.airbranch.casework;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words by which a title is found although only keyed hashes of them are stored: two characters at a time where it is written in
 * Chinese, otherwise each word and what it begins with. Single characters are left out, they would tell too much to whoever counts
 * hashes. Pure.
 */
final class TitleWords {
    private static final Pattern RUN = Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
    private static final int SHORTEST_BEGINNING = 3;
    private static final int LONGEST = 24;

    private TitleWords() {}

    /** What is stored for a title. */
    static Set<String> of(String title) {
        var words = new LinkedHashSet<String>();
        RUN.matcher(normalise(title)).results().map(hit -> hit.group()).forEach(run -> {
            if (chinese(run)) {
                pairs(run, words);
            } else if (run.length() >= 2) {
                var word = cut(run);
                words.add(word);
                for (int end = SHORTEST_BEGINNING; end < word.length(); end++) {
                    words.add(word.substring(0, end));
                }
            }
        });
        return words;
    }

    /** What somebody typed, as words of which all must be found; empty where it is too little to search for. */
    static Set<String> asked(String text) {
        var words = new LinkedHashSet<String>();
        RUN.matcher(normalise(text)).results().map(hit -> hit.group()).forEach(run -> {
            if (chinese(run)) {
                pairs(run, words);
            } else if (run.length() >= 2) {
                words.add(cut(run));
            }
        });
        return words;
    }

    private static void pairs(String run, Set<String> into) {
        var points = run.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i++) {
            into.add(new String(points, i, 2));
        }
    }

    private static String cut(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    private static boolean chinese(String run) {
        return Character.UnicodeScript.of(run.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
