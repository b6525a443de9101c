package io.airbranch.desk.picture;

import io.airbranch.access.Operator;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.desk.picture.Shapes.Capacities;
import io.airbranch.desk.picture.Shapes.Capacity;
import io.airbranch.desk.picture.Shapes.Me;
import io.airbranch.desk.picture.Shapes.PresenceNow;
import io.airbranch.desk.picture.Shapes.RoleScope;
import io.airbranch.desk.picture.Shapes.SkillLevel;
import io.airbranch.shared.db.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An operator's own part of the picture. His contacts are his wherever they come from, so they are read for the system. */
@Component
public class Mine {
    private final Agents agents;
    private final Contacts contacts;

    Mine(Agents agents, Contacts contacts) {
        this.agents = agents;
        this.contacts = contacts;
    }

    public List<Contact> contacts(UUID operator) {
        return Scope.within(Scope.system(), () -> contacts.ofAgent(operator)).stream()
                .sorted(Comparator.comparing(Contact::openedAt))
                .toList();
    }

    public Me me(Operator operator, List<Contact> mine) {
        var agent = Scope.within(Scope.system(), () -> agents.find(operator.id()));
        int afterContact = (int)
                mine.stream().filter(c -> c.state() == Contact.State.ENDED).count();
        return new Me(
                operator.id(),
                operator.username(),
                operator.name(),
                operator.language(),
                operator.home().value(),
                operator.grants().stream()
                        .map(g -> new RoleScope(g.role(), g.scope().value()))
                        .toList(),
                operator.rights(),
                PresenceNow.of(Scope.within(Scope.system(), () -> agents.presenceOf(operator.id())), afterContact),
                new Capacities(
                        new Capacity(mine.size(), agent.map(Agent::chatCapacity).orElse(0))),
                agent.map(Mine::skills).orElse(List.of()));
    }

    public Me me(Operator operator) {
        return me(operator, contacts(operator.id()));
    }

    private static List<SkillLevel> skills(Agent agent) {
        return agent.skills().entrySet().stream()
                .map(e -> new SkillLevel(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(SkillLevel::skill))
                .toList();
    }
}
