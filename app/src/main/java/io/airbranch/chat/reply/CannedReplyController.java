package io.airbranch.chat.reply;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.CannedReplies;
import io.airbranch.chat.CannedReplies.CannedReply;
import io.airbranch.chat.steward.Stewards;
import io.airbranch.chat.steward.Stewards.About;
import io.airbranch.chat.steward.Stewards.Steward;
import io.airbranch.shared.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Administration of the replies that institutions share. */
@RestController
@RequestMapping("/api/v1/admin/canned-replies")
class CannedReplyController {
    private final Steward<CannedReply> steward;
    private final Ids ids;

    CannedReplyController(CannedReplies replies, Stewards stewards, Ids ids) {
        this.steward = stewards.of(
                replies,
                new About<>(
                        "canned-reply",
                        CannedReply::id,
                        CannedReply::institution,
                        r -> Map.of("shortcut", r.shortcut(), "language", r.language())));
        this.ids = ids;
    }

    record Settings(
            InstitutionPath institution, String language, String shortcut, String title, String text, long version) {
        CannedReply reply(UUID id, long stored) {
            return new CannedReply(id, institution, null, language, shortcut, title, text, stored);
        }
    }

    @GetMapping
    List<CannedReply> list() {
        return steward.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CannedReply create(@RequestBody Settings settings) {
        return steward.create(settings.reply(ids.next(), 0));
    }

    @PutMapping("/{id}")
    CannedReply change(@PathVariable UUID id, @RequestBody Settings settings) {
        return steward.change(settings.reply(id, settings.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        steward.delete(id);
    }
}
