package io.airbranch.routing.figures;

import io.airbranch.routing.figures.DayFigures.Counts;
import io.airbranch.routing.figures.DayFigures.HalfHour;
import io.airbranch.routing.figures.WorkTimes.Slot;
import io.airbranch.routing.figures.WorkTimes.Spent;
import java.util.Map;

/** What one batch of facts adds to the figures: of queues, and of colleagues' time. */
public record Tally(Map<HalfHour, Counts> queues, Map<Slot, Spent> colleagues) {
    public static final Tally NOTHING = new Tally(Map.of(), Map.of());
}
