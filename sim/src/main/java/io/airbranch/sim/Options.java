package io.airbranch.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code --name value} and {@code --name} of a command line. */
public final class Options {
    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    public static Options parse(String[] args, int from) {
        var options = new Options();
        for (int i = from; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("Expected an --option, got: " + args[i]);
            }
            boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
            options.values.put(args[i].substring(2), hasValue ? args[i + 1] : "");
            if (hasValue) {
                i++;
            }
        }
        return options;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
    }

    public int number(String name, int fallback) {
        return text(name).map(Integer::parseInt).orElse(fallback);
    }
}
