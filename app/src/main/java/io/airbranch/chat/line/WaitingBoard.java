package io.airbranch.chat.line;

import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.routing.Routing;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells waiting customers their place when it has changed; many changes within one tick are one telling. */
@Component
public class WaitingBoard implements Routing.Listener {
    private final Set<UUID> dirty = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean allDirty = new AtomicBoolean();
    private final Placement placement;
    private final Lines lines;

    WaitingBoard(Placement placement, Lines lines) {
        this.placement = placement;
        this.lines = lines;
    }

    @Override
    public void offered(Routing.Offer offer) {
        dirty.add(offer.queue());
    }

    @Override
    public void offerEnded(Routing.Offer offer, String reason) {
        dirty.add(offer.queue());
    }

    @Override
    public void changed(@Nullable UUID queue, @Nullable UUID agent) {
        if (queue == null) {
            allDirty.set(true);
        } else {
            dirty.add(queue);
        }
    }

    /** Tells one page at once, whatever the others know. */
    public void tell(Line line, CustomerSocket socket) {
        var talk = line.talk();
        if (talk != null && talk.stage() == Talk.Stage.WAITING) {
            placement.position(talk.contact()).ifPresent(p -> socket.send(frame(p)));
        }
    }

    /** Called every half second. */
    public void tick() {
        boolean all = allDirty.getAndSet(false);
        var queues = Set.copyOf(dirty);
        dirty.removeAll(queues);
        if (!all && queues.isEmpty()) {
            return;
        }
        for (var line : lines.all()) {
            var talk = line.talk();
            if (talk == null || talk.stage() != Talk.Stage.WAITING || !line.connected()) {
                continue;
            }
            placement
                    .position(talk.contact())
                    .map(WaitingBoard::frame)
                    .filter(line::positionChanged)
                    .ifPresent(line::send);
        }
    }

    private static ServerFrame.Waiting frame(Routing.Position position) {
        return new ServerFrame.Waiting(position.position(), position.estimateSeconds());
    }
}
