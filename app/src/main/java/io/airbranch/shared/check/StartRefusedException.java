package io.airbranch.shared.check;

import java.util.List;

/** A start that must not be; each sentence says what is missing and what to do. Shown without a stack trace. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    public StartRefusedException(List<String> sentences) {
        super(String.join(" ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences;
    }
}
