package io.airbranch.chat.reply;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.chat.CannedReplies;
import io.airbranch.chat.CannedReplies.CannedReply;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Canned replies: the desk's list, and their administration. */
@RestController
@RequestMapping("/api/v1")
class CannedReplyController {
    private final CannedReplies replies;
    private final Guard guard;
    private final AuditTrail audit;
    private final Ids ids;

    CannedReplyController(CannedReplies replies, Guard guard, AuditTrail audit, Ids ids) {
        this.replies = replies;
        this.guard = guard;
        this.audit = audit;
        this.ids = ids;
    }

    record Settings(
            InstitutionPath institution, String language, String shortcut, String title, String text, long version) {
        CannedReply reply(UUID id, long stored) {
            return new CannedReply(id, institution, language, shortcut, title, text, stored);
        }
    }

    /** Those of the operator's home and above, in the language asked for or his own. */
    @GetMapping("/canned-replies")
    List<CannedReply> usable(@RequestParam(required = false) @Nullable String language) {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        var operator = guard.current();
        return replies.usableAt(operator.home(), language == null ? operator.language() : language);
    }

    @GetMapping("/admin/canned-replies")
    List<CannedReply> list() {
        guard.requireAnywhere(Right.CHANNEL_MANAGE);
        return guard.current().where(Right.CHANNEL_MANAGE).stream()
                .flatMap(path -> replies.within(path).stream())
                .distinct()
                .toList();
    }

    @PostMapping("/admin/canned-replies")
    @ResponseStatus(HttpStatus.CREATED)
    CannedReply create(@RequestBody Settings settings) {
        guard.require(Right.CHANNEL_MANAGE, settings.institution());
        return saved("canned-reply.create", settings.reply(ids.next(), 0));
    }

    @PutMapping("/admin/canned-replies/{id}")
    CannedReply change(@PathVariable UUID id, @RequestBody Settings settings) {
        required(id);
        guard.require(Right.CHANNEL_MANAGE, settings.institution());
        return saved("canned-reply.change", settings.reply(id, settings.version()));
    }

    @DeleteMapping("/admin/canned-replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        record("canned-reply.delete", required(id));
        replies.delete(id).orElseThrow();
    }

    private CannedReply required(UUID id) {
        guard.requireAnywhere(Right.CHANNEL_MANAGE);
        var reply = replies.find(id)
                .orElseThrow(() -> new RefusalException(Refusal.notFound(
                        "canned-reply.unknown", "There is no canned reply " + id + " that you may see", "id", id)));
        guard.require(Right.CHANNEL_MANAGE, reply.institution());
        return reply;
    }

    private CannedReply saved(String action, CannedReply reply) {
        var saved = replies.save(reply).orElseThrow();
        record(action, saved);
        return saved;
    }

    private void record(String action, CannedReply reply) {
        audit.record(new AuditTrail.Entry(
                guard.current().id(),
                action,
                "canned-reply",
                reply.id().toString(),
                reply.institution(),
                null,
                Map.of("shortcut", reply.shortcut(), "language", reply.language())));
    }
}
