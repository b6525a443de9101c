package io.airbranch.desk.live;

import io.airbranch.desk.picture.Shapes.Notice;
import io.airbranch.desk.stream.Streams;
import io.airbranch.shared.Ids;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Short messages to one operator; the last few are shown again to a console that opens later. */
@Component
public class Notices {
    private static final int KEPT = 20;

    private final Map<UUID, Deque<Notice>> kept = new ConcurrentHashMap<>();
    private final Streams streams;
    private final Clock clock;
    private final Ids ids;

    Notices(Streams streams, Clock clock, Ids ids) {
        this.streams = streams;
        this.clock = clock;
        this.ids = ids;
    }

    public void tell(
            UUID operator,
            String level,
            String code,
            Map<String, Object> values,
            @Nullable UUID contact,
            @Nullable UUID caseId) {
        var notice = new Notice(ids.next(), level, code, values, clock.instant(), contact, caseId);
        kept.compute(operator, (id, deque) -> {
            var notices = deque == null ? new ArrayDeque<Notice>() : new ArrayDeque<>(deque);
            notices.addLast(notice);
            if (notices.size() > KEPT) {
                notices.removeFirst();
            }
            return notices;
        });
        streams.push(operator, "notice", notice);
    }

    List<Notice> of(UUID operator) {
        var notices = kept.get(operator);
        return notices == null ? List.of() : List.copyOf(notices);
    }
}
