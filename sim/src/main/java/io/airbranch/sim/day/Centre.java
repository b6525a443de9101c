package io.airbranch.sim.day;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What does not change during a simulated day. @param rest null = work goes on */
public record Centre(
        List<Line> lines,
        List<Worker> workers,
        Answering answering,
        @Nullable Rest rest) {}
