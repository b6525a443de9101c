package io.airbranch.access.tree;

import io.airbranch.access.BusinessHours;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tree as it is stored, for code that runs without the application. */
public final class TreeOnFile {
    private final Tree tree;

    private TreeOnFile(Tree tree) {
        this.tree = tree;
    }

    public static TreeOnFile read(JdbcClient db) {
        return new TreeOnFile(new Tree(
                new InstitutionTable(db).all(),
                new CalendarTable(db, JsonMapper.builder().build()).all()));
    }

    public List<Institution> all() {
        return tree.all();
    }

    public Optional<Institution> find(InstitutionPath path) {
        return tree.find(path);
    }

    /** By the calendar if it is there, otherwise by the institution's own hours. */
    public BusinessHours hours(InstitutionPath path, Optional<UUID> calendar) {
        return calendar.flatMap(tree::calendar)
                .map(c -> c.in(tree.hoursOf(path).zone()))
                .orElseGet(() -> tree.hoursOf(path));
    }
}
