package io.airbranch.sim.bank;

import io.airbranch.sim.day.Answering;
import io.airbranch.sim.day.Law.Exponential;
import io.airbranch.sim.day.Law.Lognormal;
import io.airbranch.sim.day.Line;
import io.airbranch.sim.day.Medium;
import io.airbranch.sim.day.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demonstration bank's centre: what customers want, when they come, and who is trained for them. Open from 07:00 to 22:00. */
final class Bank {
    static final int OPENS = 14;
    static final int CLOSES = 44;

    static final Answering ANSWERING = new Answering(new Exponential(4), .01, 300);

    /** After an hour and a half without a pause, three minutes. */
    static final Rest REST = new Rest(5_400, 180);

    static final List<Crew> CREWS = List.of(
            voices("retail", Map.of("retail", 6), Map.of("cards", 5), Map.of(Medium.CHAT, 2), "zh"),
            voices("cards", Map.of("cards", 7), Map.of("retail", 4), Map.of(), "zh"),
            voices("english", Map.of("english-service", 7, "retail", 5), Map.of("cards", 4), Map.of(), "zh", "en"),
            voices("vip", Map.of("retail", 8, "vip", 8), Map.of("cards", 6), Map.of(), "zh"),
            new Crew(
                    "chat",
                    Medium.CHAT,
                    3,
                    Map.of("retail", 6, "cards", 5),
                    Map.of("english-service", 6),
                    Map.of(Medium.VOICE, 1),
                    Set.of("zh")));

    static final List<Stream> STREAMS = List.of(
            new Stream(
                    voice("personal", Map.of("retail", 1), 0, 20),
                    "zh",
                    .42,
                    0,
                    new Exponential(240),
                    new Lognormal(170, 1),
                    new Exponential(25)),
            new Stream(
                    voice("cards", Map.of("cards", 1), 0, 20),
                    "zh",
                    .20,
                    1,
                    new Exponential(240),
                    new Lognormal(150, .9),
                    new Exponential(20)),
            new Stream(
                    voice("english", Map.of("english-service", 1), 0, 30),
                    "en",
                    .06,
                    2,
                    new Exponential(300),
                    new Lognormal(220, 1),
                    new Exponential(30)),
            new Stream(
                    voice("vip", Map.of("vip", 3), 3, 15),
                    "zh",
                    .07,
                    3,
                    new Exponential(180),
                    new Lognormal(240, 1.1),
                    new Exponential(40)),
            new Stream(
                    chat("chat-personal", Map.of("retail", 1)),
                    "zh",
                    .17,
                    4,
                    new Exponential(360),
                    new Lognormal(480, .8),
                    new Exponential(30)),
            new Stream(
                    chat("chat-cards", Map.of("cards", 1)),
                    "zh",
                    .08,
                    4,
                    new Exponential(360),
                    new Lognormal(420, .8),
                    new Exponential(30)));

    /** Weight of each half hour from opening: two peaks, a lunch, a long evening. */
    private static final double[] SHAPE = {
        .3, .5, .8, 1.2, 1.9, 2.3, 2.5, 2.5, 2.3, 2.1, 1.6, 1.5, 1.6, 1.8, 2.1, 2.2, 2.2, 2.1, 2.0, 1.8, 1.5, 1.3, 1.1,
        1.1, 1.1, 1.1, 1.0, .9, .7, .5
    };

    private Bank() {}

    private static Crew voices(
            String name,
            Map<String, Integer> skills,
            Map<String, Integer> second,
            Map<Medium, Integer> other,
            String... languages) {
        return new Crew(name, Medium.VOICE, 1, skills, second, other, Set.of(languages));
    }

    private static Line voice(String name, Map<String, Integer> skills, int priority, int target) {
        return new Line(name, Medium.VOICE, skills, priority, Duration.ofSeconds(15), Duration.ofSeconds(target), 500);
    }

    private static Line chat(String name, Map<String, Integer> skills) {
        return new Line(name, Medium.CHAT, skills, 0, Duration.ofSeconds(30), Duration.ofSeconds(60), 200);
    }

    /** Expected contacts per half hour from midnight. */
    static double[] profile(double contacts) {
        double weights = 0;
        for (double w : SHAPE) {
            weights += w;
        }
        var profile = new double[48];
        for (int i = 0; i < SHAPE.length; i++) {
            profile[OPENS + i] = contacts * SHAPE[i] / weights;
        }
        return profile;
    }
}
