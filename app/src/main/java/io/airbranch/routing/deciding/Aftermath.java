package io.airbranch.routing.deciding;

import io.airbranch.routing.figures.DayFigures.Counts;
import io.airbranch.routing.figures.DayFigures.HalfHour;
import io.airbranch.routing.journal.JournalRows.Numbered;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What happens with decisions, on the writing thread. */
public interface Aftermath {
    Map<HalfHour, Counts> count(List<Numbered> facts);

    /** After the commit. The future says whether everybody concerned agreed; it fails never. */
    CompletableFuture<Boolean> tell(List<Numbered> facts);

    void batchTold(Map<HalfHour, Counts> counts);

    /** Everything up to this record has been told. */
    long heard();
}
