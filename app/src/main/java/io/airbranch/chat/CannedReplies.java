package io.airbranch.chat;

import io.airbranch.access.InstitutionPath;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sentences ready for colleagues: shared by an institution, or somebody's own. {@link #find} and {@link #within} tell the shared ones.
 *
 * <p>Saving refuses {@code canned-reply.stale}, {@code canned-reply.shortcut-taken}, {@code canned-reply.invalid}, {@code
 * canned-reply.too-many}; deleting {@code canned-reply.unknown}.
 */
public interface CannedReplies extends Kept<CannedReplies.CannedReply> {

    /**
     * The operator's own, and those of the institution and of the ones above it, by shortcut; of several with the same shortcut his
     * own, then the nearest.
     */
    List<CannedReply> usableBy(UUID operator, InstitutionPath institution, String language);

    /** In all languages. */
    List<CannedReply> ownOf(UUID operator);

    /**
     * @param owner whose own it is, or null for one that the institution shares
     * @param text may hold variables that the console fills in: {@code {{customer}}}, {@code {{agent}}}, {@code {{queue}}},
     *     {@code {{case}}}
     * @param version for optimistic locking; 0 for one not stored yet
     */
    record CannedReply(
            UUID id,
            InstitutionPath institution,
            @Nullable UUID owner,
            String language,
            String shortcut,
            String title,
            String text,
            long version) {}
}
