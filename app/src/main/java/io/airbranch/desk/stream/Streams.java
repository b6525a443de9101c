package io.airbranch.desk.stream;

import io.airbranch.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All streams of this server, by id and by operator. A stream outlives its socket by a minute, so that the tab can resume. */
@Component
public class Streams {
    private final Map<UUID, LiveStream> byId = new ConcurrentHashMap<>();
    private final Map<UUID, Set<LiveStream>> byOperator = new ConcurrentHashMap<>();
    private final JsonMapper json;
    private final Clock clock;
    private final Ids ids;
    private final int frames;
    private final Duration kept;

    Streams(
            JsonMapper json,
            Clock clock,
            Ids ids,
            @Value("${airbranch.desk.stream.frames:1000}") int frames,
            @Value("${airbranch.desk.stream.kept:PT60S}") Duration kept) {
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.frames = frames;
        this.kept = kept;
    }

    LiveStream open(UUID operator) {
        var stream = new LiveStream(ids.next(), operator, frames, clock.instant());
        byId.put(stream.id(), stream);
        byOperator.compute(operator, (key, streams) -> {
            var all = streams == null ? ConcurrentHashMap.<LiveStream>newKeySet() : streams;
            all.add(stream);
            return all;
        });
        return stream;
    }

    /** Only the operator's own stream resumes. */
    Optional<LiveStream> find(UUID id, UUID operator) {
        return Optional.ofNullable(byId.get(id)).filter(s -> s.operator().equals(operator));
    }

    private void drop(LiveStream stream) {
        byId.remove(stream.id());
        byOperator.computeIfPresent(stream.operator(), (key, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    @Scheduled(fixedDelayString = "PT10S")
    void sweep() {
        var moment = clock.instant().minus(kept);
        byId.values().stream().filter(s -> s.goneBefore(moment)).toList().forEach(this::drop);
    }

    public Collection<LiveStream> of(UUID operator) {
        return byOperator.getOrDefault(operator, Set.of());
    }

    /** Whether anybody would read: also true for a tab that may resume. */
    public boolean any(UUID operator) {
        return byOperator.containsKey(operator);
    }

    public Set<UUID> operators() {
        return Set.copyOf(byOperator.keySet());
    }

    boolean attached(UUID operator) {
        return of(operator).stream().anyMatch(LiveStream::attached);
    }

    public List<LiveStream> floorWatchers() {
        return byId.values().stream().filter(LiveStream::watchesFloor).toList();
    }

    /** To every tab of the operators. The data is written once. */
    public void push(Collection<UUID> operators, String topic, Object data) {
        if (operators.stream().noneMatch(this::any)) {
            return;
        }
        var text = json.writeValueAsString(data);
        operators.forEach(operator -> of(operator).forEach(stream -> stream.push(topic, text)));
    }

    public void push(UUID operator, String topic, Object data) {
        push(List.of(operator), topic, data);
    }

    public void push(LiveStream stream, String topic, Object data) {
        stream.push(topic, json.writeValueAsString(data));
    }

    public void pushAll(String topic, Object data) {
        push(operators(), topic, data);
    }
}
