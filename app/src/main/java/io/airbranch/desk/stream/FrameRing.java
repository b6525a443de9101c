package io.airbranch.desk.stream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Numbers frames from 1 and remembers the last ones. Pure; callers lock. */
final class FrameRing {
    private final int capacity;
    private final ArrayDeque<String> frames = new ArrayDeque<>();
    private long last;

    FrameRing(int capacity) {
        this.capacity = capacity;
    }

    /** @param data a JSON value; @return the frame as it is sent */
    String add(String topic, String data) {
        last++;
        var frame = "{\"seq\":" + last + ",\"topic\":\"" + topic + "\",\"data\":" + data + "}";
        frames.addLast(frame);
        if (frames.size() > capacity) {
            frames.removeFirst();
        }
        return frame;
    }

    /** Number of the last frame, 0 before the first. */
    long last() {
        return last;
    }

    /** The frames after a number; empty when some of them are forgotten, or when the number was never given out. */
    Optional<List<String>> after(long seq) {
        long oldest = last - frames.size();
        if (seq < oldest || seq > last) {
            return Optional.empty();
        }
        return Optional.of(frames.stream().skip(seq - oldest).toList());
    }
}
