package io.airbranch.routing.desk;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.db.Scope;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where each agent belongs: the floor is drawn twice a second and must not ask the database for it. */
@Component
class AgentHomes {
    private final Map<UUID, InstitutionPath> homes = new ConcurrentHashMap<>();

    void put(UUID agent, InstitutionPath home) {
        homes.put(agent, home);
    }

    @Nullable InstitutionPath of(UUID agent) {
        return homes.get(agent);
    }

    /** As far as the running scope sees them. */
    Set<UUID> within(InstitutionPath path) {
        var scope = Scope.current();
        return homes.entrySet().stream()
                .filter(e ->
                        path.contains(e.getValue()) && scope.sees(e.getValue().value()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
