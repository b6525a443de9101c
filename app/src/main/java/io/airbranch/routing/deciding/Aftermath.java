package io.airbranch.routing.deciding;

import io.airbranch.routing.figures.Tally;
import io.airbranch.routing.journal.JournalRows.Numbered;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What happens with decisions, on the writing thread. */
public interface Aftermath {
    /** What they add to the figures; they are the next facts, and it is asked once. */
    Tally count(List<Numbered> facts);

    /** After the commit. The future says whether everybody concerned agreed; it fails never. */
    CompletableFuture<Boolean> tell(List<Numbered> facts);

    void batchTold(Tally tally);

    /** Everything up to this record has been told. */
    long heard();
}
