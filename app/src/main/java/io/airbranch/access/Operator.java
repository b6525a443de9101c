package io.airbranch.access;

import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Somebody who works in the group and may sign in.
 *
 * @param language {@code zh} or {@code en}
 */
public record Operator(UUID id, String username, Name name, InstitutionPath home, String language, List<Grant> grants) {

    public Operator {
        grants = List.copyOf(grants);
    }

    public boolean may(Right right, InstitutionPath where) {
        return grants.stream()
                .anyMatch(g -> g.role().rights().contains(right) && g.scope().contains(where));
    }

    public boolean mayAnywhere(Right right) {
        return grants.stream().anyMatch(g -> g.role().rights().contains(right));
    }

    /** The parts of the tree in which this operator holds the right. */
    public List<InstitutionPath> where(Right right) {
        return grants.stream()
                .filter(g -> g.role().rights().contains(right))
                .map(Grant::scope)
                .distinct()
                .toList();
    }

    public Set<Right> rights() {
        var rights = new TreeSet<Right>();
        grants.forEach(g -> rights.addAll(g.role().rights()));
        return rights;
    }

    /** What the database lets this operator's statements see: the union of all grants' parts of the tree. */
    public Scope scope() {
        return Scope.of(grants.stream().map(g -> g.scope().value()).distinct().toList());
    }
}
