package io.airbranch.access;

import io.airbranch.access.tree.TreeOnFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Institutions, hours and who may serve, as they are stored: for code that runs without the application, such as the doctor. */
public final class Directory {
    private static final String SERVING = """
            select o.id from access.operator o
            where o.active and exists (
                select from access.operator_grant g where g.operator = o.id and g.role = any (:roles))
            """;

    private final TreeOnFile tree;
    private final Set<UUID> serving;

    private Directory(TreeOnFile tree, Set<UUID> serving) {
        this.tree = tree;
        this.serving = serving;
    }

    /** @param db sees the institutions that are asked for */
    public static Directory read(JdbcClient db) {
        var roles = Arrays.stream(Role.values())
                .filter(role -> role.rights().contains(Right.CONTACT_SERVE))
                .map(Role::name)
                .toArray(String[]::new);
        var serving =
                db.sql(SERVING).param("roles", roles).query(UUID.class).stream().collect(Collectors.toSet());
        return new Directory(TreeOnFile.read(db), serving);
    }

    public Optional<Institution> find(InstitutionPath path) {
        return tree.find(path);
    }

    public BusinessHours hours(InstitutionPath path, @Nullable UUID calendar) {
        return tree.hours(path, Optional.ofNullable(calendar));
    }

    /** Active operators with a role that may serve contacts. */
    public Set<UUID> serving() {
        return serving;
    }
}
