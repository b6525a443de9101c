package io.airbranch.shared;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What came of a request that the business may refuse: done with a value, or refused with a reason. Faults are exceptions, never
 * outcomes. Switch over it, or chain with {@link #map} and {@link #flatMap}; only an edge may {@link #orElseThrow}.
 */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** The value of an act that has no other result than that it happened. */
    enum Nothing {
        NOTHING
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static Outcome<Nothing> done() {
        return new Done<>(Nothing.NOTHING);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> mapper) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(mapper.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    default <R> Outcome<R> flatMap(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    default Outcome<T> onDone(Consumer<? super T> action) {
        if (this instanceof Done<T>(T value)) {
            action.accept(value);
        }
        return this;
    }

    default Outcome<T> onRefused(Consumer<Refusal> action) {
        if (this instanceof Refused<T>(Refusal refusal)) {
            action.accept(refusal);
        }
        return this;
    }

    default boolean isDone() {
        return this instanceof Done<T>;
    }

    /** For edges (HTTP, sockets), whose mapper turns the exception into an answer, and for tests. */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Refusal refusal) -> throw new RefusalException(refusal);
        };
    }
}
