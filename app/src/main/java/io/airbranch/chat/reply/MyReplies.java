package io.airbranch.chat.reply;

import io.airbranch.access.Guard;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.chat.CannedReplies;
import io.airbranch.chat.CannedReplies.CannedReply;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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

/**
 * The replies at somebody's desk, and his own ones among them. His own are reached by their owner alone, so they are handled in the
 * system's scope: where his roles reach has nothing to do with them.
 */
@RestController
@RequestMapping("/api/v1/canned-replies")
class MyReplies {
    private final CannedReplies replies;
    private final Guard guard;
    private final Ids ids;

    MyReplies(CannedReplies replies, Guard guard, Ids ids) {
        this.replies = replies;
        this.guard = guard;
        this.ids = ids;
    }

    record Own(String language, String shortcut, String title, String text, long version) {
        CannedReply reply(UUID id, Operator owner, long stored) {
            return new CannedReply(id, owner.home(), owner.id(), language, shortcut, title, text, stored);
        }
    }

    /** Those that he can use, in the language asked for or his own. */
    @GetMapping
    List<CannedReply> usable(@RequestParam(required = false) @Nullable String language) {
        var me = me();
        return replies.usableBy(me.id(), me.home(), language == null ? me.language() : language);
    }

    @GetMapping("/own")
    List<CannedReply> own() {
        return replies.ownOf(me().id());
    }

    @PostMapping("/own")
    @ResponseStatus(HttpStatus.CREATED)
    CannedReply create(@RequestBody Own reply) {
        var me = me();
        return system(() -> replies.save(reply.reply(ids.next(), me, 0)).orElseThrow());
    }

    @PutMapping("/own/{id}")
    CannedReply change(@PathVariable UUID id, @RequestBody Own reply) {
        var me = me();
        mine(id);
        return system(() -> replies.save(reply.reply(id, me, reply.version())).orElseThrow());
    }

    @DeleteMapping("/own/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        mine(id);
        system(() -> replies.delete(id).orElseThrow());
    }

    private Operator me() {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        return guard.current();
    }

    private void mine(UUID id) {
        var me = me().id();
        if (replies.ownOf(me).stream().noneMatch(reply -> reply.id().equals(id))) {
            throw new RefusalException(
                    Refusal.notFound("canned-reply.unknown", "You have no reply " + id + " of your own", "id", id));
        }
    }

    private static <T> T system(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }
}
