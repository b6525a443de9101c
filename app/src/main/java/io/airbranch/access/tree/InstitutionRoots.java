package io.airbranch.access.tree;

import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.db.Scope;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The top of the tree, for what belongs to no part of it. */
@Component
public class InstitutionRoots {
    private final StoredInstitutions institutions;

    InstitutionRoots(StoredInstitutions institutions) {
        this.institutions = institutions;
    }

    public Optional<InstitutionPath> first() {
        return Scope.within(Scope.system(), institutions::all).stream()
                .map(Institution::path)
                .filter(path -> path.parent().isEmpty())
                .findFirst();
    }
}
