package io.airbranch.acd.core;

import io.airbranch.acd.Command;
import io.airbranch.acd.Decision;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Reply;
import java.time.Instant;

/**
 * The handling of one command at one moment. Handlers look at the state and emit facts, which are applied at once; whoever could find
 * somebody because of them is given to {@link Matching}, which settles before the answer goes out.
 */
public final class Deciding {
    private final State state;
    private final Acts acts;
    private final DutyCommands duty;
    private final ContactCommands contacts;

    public Deciding(State state) {
        var checking = new Checking(state);
        this.state = state;
        this.acts = new Acts(state);
        this.duty = new DutyCommands(acts, checking);
        this.contacts = new ContactCommands(acts, checking);
    }

    public Decision decide(Command command, Instant at) {
        acts.begin(at);
        try {
            passTime();
            var reply = handle(command);
            acts.matching.settle();
            return new Decision(acts.facts(), reply);
        } finally {
            acts.matching.forget();
        }
    }

    private Reply handle(Command command) {
        return switch (command) {
            case Command.SetAgent c -> duty.setAgent(c.profile());
            case Command.SetPresence c -> duty.setPresence(c);
            case Command.DisconnectAll c -> duty.disconnectAll();
            case Command.SetQueue c -> duty.setQueue(c.profile());
            case Command.Place c -> contacts.place(c);
            case Command.Accept c -> contacts.accept(c);
            case Command.Decline c -> contacts.decline(c);
            case Command.Transfer c -> contacts.transfer(c);
            case Command.SetPriority c -> contacts.setPriority(c);
            case Command.KeepPlace c -> contacts.keepPlace(c);
            case Command.End c -> contacts.end(c);
            case Command.Free c -> contacts.free(c.contact());
            case Command.Restore c -> contacts.restore(c);
            case Command.Tick c -> Reply.DONE;
        };
    }

    /** Everything that is due, in its order, each settled before the next. */
    private void passTime() {
        var timers = state.timers;
        for (var timer = timers.first(); timer != null && timer.due() <= acts.micros; timer = timers.first()) {
            switch (Deadline.of(timer)) {
                case OFFER -> duty.expire((ContactState) timer.subject());
                case STEP -> acts.matching.nextStep((ContactState) timer.subject());
                case PAUSE -> {
                    var contact = (ContactState) timer.subject();
                    acts.emit(new Fact.PauseOver(contact.id, acts.now));
                    acts.matching.place(contact);
                }
                case AFTER_CONTACT -> acts.freed((ContactState) timer.subject());
                case RETURN -> duty.giveBackContactsOf((AgentState) timer.subject());
                case REST -> {
                    var agent = (AgentState) timer.subject();
                    acts.emit(new Fact.AgentRested(agent.id, acts.now));
                    acts.matching.supply(agent);
                }
            }
            acts.matching.settle();
        }
    }
}
