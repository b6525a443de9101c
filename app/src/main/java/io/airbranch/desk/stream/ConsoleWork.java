package io.airbranch.desk.stream;

import io.airbranch.access.Operator;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a console's frames mean. Called on behalf of the operator, within his scope. */
public interface ConsoleWork {

    /** The operator's first console is open, or his last one gone. */
    void present(Operator operator, boolean here);

    /** Everything the console shows by itself, as the fields of the snapshot frame after {@code seq}. */
    Object snapshot(Operator operator);

    CompletableFuture<Outcome<Written>> say(
            Operator operator, UUID id, UUID contact, @Nullable String text, @Nullable UUID attachment);

    CompletableFuture<Outcome<Written>> note(Operator operator, UUID id, UUID contact, String text);

    /** Number and time under which a line was committed. */
    record Written(long seq, Instant at) {}

    void typing(Operator operator, UUID contact, boolean on);

    void read(Operator operator, UUID contact, long seq);

    /** False where he may not. */
    boolean watchFloor(Operator operator, LiveStream stream, boolean on);
}
