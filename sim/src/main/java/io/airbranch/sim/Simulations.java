package io.airbranch.sim;

import io.airbranch.sim.bank.DayCommand;
import io.airbranch.sim.book.Findings;
import io.airbranch.sim.replay.ReplayCommand;
import io.airbranch.sim.theory.TheoryCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The words after {@code sim}: the pure engine in virtual time. */
final class Simulations {

    private record Word(String name, String summary, String options, Function<Options, Findings> run) {}

    private static final List<Word> WORDS = List.of(
            new Word("day", "a seeded day of the demonstration bank", DayCommand.OPTIONS, DayCommand::run),
            new Word(
                    "replay",
                    "a recorded month of a real bank's calls beside what the engine would have done",
                    ReplayCommand.OPTIONS,
                    options -> ReplayCommand.run(options, data())),
            new Word("theory", "the engine beside Erlang C and Erlang A", TheoryCommand.OPTIONS, TheoryCommand::run));

    private Simulations() {}

    private static Path data() {
        return Path.of(System.getenv().getOrDefault("AIRBRANCH_DATA", "../shared/data"));
    }

    /** Exit code: 0 done, 2 called wrongly or without the data that is needed. */
    static int run(String[] args) throws IOException {
        var name = args.length < 2 ? "list" : args[1];
        if (name.equals("list")) {
            WORDS.forEach(
                    w -> System.out.printf("%-8s %s%n%-8s %s [--json FILE]%n", w.name(), w.summary(), "", w.options()));
            return 0;
        }
        var word = WORDS.stream().filter(w -> w.name().equals(name)).findFirst();
        if (word.isEmpty()) {
            System.err.printf(
                    "No simulation called '%s'. There are: %s%n",
                    name, String.join(", ", WORDS.stream().map(Word::name).toList()));
            return 2;
        }
        try {
            var options = Options.parse(args, 2);
            var found = word.get().run().apply(options);
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(found.text());
            if (options.text("json").isPresent()) {
                Files.writeString(Path.of(options.text("json").get()), found.json() + "\n", StandardCharsets.UTF_8);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }
}
