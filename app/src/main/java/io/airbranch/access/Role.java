package io.airbranch.access;

import static io.airbranch.access.Right.*;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** The roles of a centre. A role is a fixed set of rights; a grant gives it to an operator for a part of the tree. */
public enum Role {
    AGENT(CONTACT_SERVE, CONTACT_READ, CASE_WORK, CASE_READ, CUSTOMER_READ, CUSTOMER_WRITE, CUSTOMER_REVEAL),
    SUPERVISOR(
            CONTACT_SERVE,
            CONTACT_READ,
            FLOOR_WATCH,
            FLOOR_ACT,
            CASE_WORK,
            CASE_READ,
            CASE_ASSIGN,
            CUSTOMER_READ,
            CUSTOMER_WRITE,
            CUSTOMER_REVEAL),
    KNOWLEDGE_EDITOR(CASE_READ),
    RELATIONSHIP_MANAGER(CASE_READ, CASE_WORK, CUSTOMER_READ, CUSTOMER_REVEAL),
    CAMPAIGN_MANAGER(),
    QUALITY_ANALYST(CONTACT_READ, CASE_READ),
    PLANNER(FLOOR_WATCH),
    ANALYST(CONTACT_READ, CASE_READ),
    ADMINISTRATOR(INSTITUTION_MANAGE, OPERATOR_MANAGE, QUEUE_MANAGE, CHANNEL_MANAGE),
    AUDITOR(AUDIT_READ);

    private final Set<Right> rights;

    Role(Right... rights) {
        this.rights = Set.of(rights);
    }

    public Set<Right> rights() {
        return rights;
    }

    /** {@code knowledge-editor} for {@code KNOWLEDGE_EDITOR}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
