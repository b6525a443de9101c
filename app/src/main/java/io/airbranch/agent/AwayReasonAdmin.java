package io.airbranch.agent;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Administration of the reasons for being away. They are the whole group's, so who changes them manages queues from the group down. */
@RestController
@RequestMapping("/api/v1/admin/away-reasons")
class AwayReasonAdmin {
    private static final String KEY = "[a-z0-9][a-z0-9-]{0,39}";

    private final StoredAwayReasons reasons;
    private final Guard guard;
    private final AuditTrail audit;

    AwayReasonAdmin(StoredAwayReasons reasons, Guard guard, AuditTrail audit) {
        this.reasons = reasons;
        this.guard = guard;
        this.audit = audit;
    }

    /** @param system only the system gives it: it can be renamed, but not taken out of use; @param editable by who asks */
    record View(String key, Name name, boolean system, boolean active, long version, boolean editable) {}

    record Creation(String key, Name name) {}

    record Change(Name name, boolean active, long version) {}

    record Order(List<String> keys) {}

    @GetMapping
    List<View> list() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        boolean editable = guard.current().may(Right.QUEUE_MANAGE, group());
        return reasons.rows().stream().map(row -> view(row, editable)).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View add(@RequestBody Creation body) {
        guard.require(Right.QUEUE_MANAGE, group());
        if (!body.key().matches(KEY)) {
            throw new RefusalException(Refusal.invalid(
                    "away-reason.key",
                    "'" + body.key() + "' is no key: 1 to 40 lower-case letters, digits and dashes",
                    "field",
                    "key",
                    "key",
                    body.key()));
        }
        if (!reasons.add(body.key(), body.name())) {
            throw new RefusalException(Refusal.conflict(
                    "away-reason.exists",
                    "There is a reason '" + body.key() + "' already",
                    "field",
                    "key",
                    "key",
                    body.key()));
        }
        return noted("away-reason.create", body.key());
    }

    @PutMapping("/{key}")
    View change(@PathVariable String key, @RequestBody Change body) {
        guard.require(Right.QUEUE_MANAGE, group());
        var row = known(key);
        if (row.system() && !body.active()) {
            throw new RefusalException(Refusal.conflict(
                    "away-reason.system",
                    "The system itself gives '" + key + "', it cannot be taken out of use",
                    "key",
                    key));
        }
        if (!reasons.change(key, body.name(), body.active(), body.version())) {
            throw new RefusalException(Refusal.conflict(
                    "away-reason.stale",
                    "Reason '" + key + "' was changed meanwhile (version " + row.version() + ", not " + body.version()
                            + "). Load again before changing",
                    "key",
                    key,
                    "version",
                    row.version()));
        }
        return noted("away-reason.change", key);
    }

    /** Puts them in this order. */
    @PutMapping
    List<View> arrange(@RequestBody Order body) {
        guard.require(Right.QUEUE_MANAGE, group());
        var known = reasons.rows().stream().map(StoredAwayReasons.Row::key).collect(Collectors.toSet());
        if (body.keys().size() != known.size() || !new HashSet<>(body.keys()).equals(known)) {
            throw new RefusalException(Refusal.conflict(
                    "away-reason.stale",
                    "The order names " + body.keys() + ", but there are " + known + ". Load again before ordering",
                    "keys",
                    body.keys()));
        }
        reasons.arrange(body.keys());
        note("away-reason.order", "*", Map.of("keys", String.join(" ", body.keys())));
        return list();
    }

    private View noted(String action, String key) {
        var row = known(key);
        note(action, key, Map.of("name", row.name().en(), "active", Boolean.toString(row.active())));
        return view(row, true);
    }

    private void note(String action, String key, Map<String, String> detail) {
        audit.record(new AuditTrail.Entry(guard.current().id(), action, "away-reason", key, group(), null, detail));
    }

    private StoredAwayReasons.Row known(String key) {
        return reasons.find(key)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("away-reason.unknown", "No reason '" + key + "'", "key", key)));
    }

    private InstitutionPath group() {
        var path = guard.current().home();
        while (path.parent().isPresent()) {
            path = path.parent().get();
        }
        return path;
    }

    private static View view(StoredAwayReasons.Row row, boolean editable) {
        return new View(row.key(), row.name(), row.system(), row.active(), row.version(), editable);
    }
}
