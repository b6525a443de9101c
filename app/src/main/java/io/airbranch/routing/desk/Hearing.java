package io.airbranch.routing.desk;

import io.airbranch.acd.Command;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents.AgentChanged;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.queue.Traits;
import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what contacts and agents do and hands it to the engine, without waiting: whatever is asked afterwards comes after it. */
@Component
class Hearing implements ContactListener {
    private final Dispatcher dispatcher;
    private final AgentHomes homes;

    Hearing(Dispatcher dispatcher, AgentHomes homes) {
        this.dispatcher = dispatcher;
        this.homes = homes;
    }

    @Override
    public void recorded(List<Contacts.Recorded> events) {
        for (var recorded : events) {
            switch (recorded.event()) {
                case ContactEvent.Ended e ->
                    dispatcher.hand(new Command.End(
                            recorded.contact(), e.reason().name().toLowerCase(Locale.ROOT)));
                case ContactEvent.WrappedUp e -> dispatcher.hand(new Command.Free(recorded.contact()));
                default -> {
                    // Routing's own events come back here too, and conversation is not its business.
                }
            }
        }
    }

    @EventListener
    void agentChanged(AgentChanged changed) {
        var agent = changed.agent();
        homes.put(agent.id(), agent.home());
        dispatcher.hand(profile(agent));
        var state = changed.presence().state();
        dispatcher.hand(new Command.SetPresence(
                agent.id(),
                state == Presence.State.READY,
                state == Presence.State.READY || state == Presence.State.AWAY));
    }

    static Command.SetAgent profile(Agent agent) {
        return new Command.SetAgent(Traits.profile(agent));
    }
}
