package io.airbranch.access.audit;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks the trail for; absent parts ask for nothing.
 *
 * @param within parts of the tree in which the auditor reads
 * @param actor an operator's id, or {@code system} for what nobody did
 * @param subject kind, or kind and id with a colon between, such as {@code customer:0192…}
 * @param customer whose data: what was done to the customer, and to contacts and cases of the customer
 * @param action a dotted word; {@code operator} finds {@code operator.create} too
 * @param institution a path, with everything below it
 * @param from inclusive
 * @param to exclusive
 * @param text anywhere in action, subject, purpose and details; needs a {@code from} at most {@link #WIDEST} before {@code to}
 */
record AuditQuery(
        List<String> within,
        @Nullable String actor,
        @Nullable String subject,
        @Nullable UUID customer,
        @Nullable String action,
        @Nullable String institution,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {

    /** Text is looked for row by row, so the rows have to be few. */
    static final Duration WIDEST = Duration.ofDays(93);

    private static final String SYSTEM = "system";

    /** @param sql begins with {@code where} */
    record Where(String sql, Map<String, Object> values) {}

    static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    AuditQuery {
        actor = emptyToNull(actor);
        subject = emptyToNull(subject);
        action = emptyToNull(action);
        institution = emptyToNull(institution);
        text = emptyToNull(text);
    }

    Outcome<AuditQuery> answerable(Instant now) {
        if (actor != null && !actor.equals(SYSTEM) && !isId(actor)) {
            return Outcome.refused(Refusal.invalid(
                    "audit.actor-malformed",
                    "'" + actor + "' is neither an operator's id nor '" + SYSTEM + "'",
                    "actor",
                    actor));
        }
        if (institution != null && !InstitutionPath.isPath(institution)) {
            return Outcome.refused(Refusal.invalid(
                    "institution.unknown", "'" + institution + "' is no institution path", "institution", institution));
        }
        var end = to == null ? now : to;
        if (text != null && (from == null || Duration.between(from, end).compareTo(WIDEST) > 0)) {
            return Outcome.refused(Refusal.invalid(
                    "audit.text-needs-period",
                    "Looking for '" + text + "' needs a period of at most " + WIDEST.toDays()
                            + " days; give from and to",
                    "days",
                    WIDEST.toDays()));
        }
        return Outcome.done(this);
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Only what is asked for stands in the statement, so that the database can choose the index for it. */
    Where where(long before) {
        var conditions = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        conditions.add("seq < :before");
        values.put("before", before);
        conditions.add(
                "exists (select from unnest(cast(:within as text[])) as prefix where starts_with(institution, prefix))");
        values.put("within", within.toArray(String[]::new));
        if (SYSTEM.equals(actor)) {
            conditions.add("actor is null");
        } else if (actor != null) {
            conditions.add("actor = :actor");
            values.put("actor", UUID.fromString(actor));
        }
        if (subject != null) {
            int colon = subject.indexOf(':');
            conditions.add("subject_kind = :kind");
            values.put("kind", colon < 0 ? subject : subject.substring(0, colon));
            if (colon >= 0) {
                conditions.add("subject = :subject");
                values.put("subject", subject.substring(colon + 1));
            }
        }
        if (customer != null) {
            conditions.add("(subject_kind = 'customer' and subject = :customer or detail ->> 'customer' = :customer)");
            values.put("customer", customer.toString());
        }
        if (action != null) {
            conditions.add("(action = :action or starts_with(action, :action || '.'))");
            values.put("action", action);
        }
        if (institution != null) {
            conditions.add("starts_with(institution, :institution)");
            values.put("institution", institution);
        }
        if (from != null) {
            conditions.add("at >= :from");
            values.put("from", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            conditions.add("at < :to");
            values.put("to", to.atOffset(ZoneOffset.UTC));
        }
        if (text != null) {
            conditions.add("""
                    strpos(lower(concat_ws(' ', action, subject_kind, subject, purpose,
                        (select string_agg(value, ' ') from jsonb_each_text(detail)))), lower(:text)) > 0""");
            values.put("text", text);
        }
        return new Where("where " + String.join("\n  and ", conditions), values);
    }

    /** The question in the words of the trail itself, for the entry that an export leaves. */
    Map<String, String> told() {
        var told = new LinkedHashMap<String, String>();
        put(told, "actor", actor);
        put(told, "subject", subject);
        put(told, "customer", customer);
        put(told, "action", action);
        put(told, "institution", institution);
        put(told, "from", from);
        put(told, "to", to);
        put(told, "text", text);
        return told;
    }

    private static void put(Map<String, String> told, String name, @Nullable Object value) {
        if (value != null) {
            told.put(name, Objects.toString(value));
        }
    }
}
