package io.airbranch.chat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sentences ready for colleagues, by institution and language. */
public interface CannedReplies {

    Optional<CannedReply> find(UUID id);

    /** Of the institution and of those above it, by shortcut; of two with the same shortcut the nearer one. */
    List<CannedReply> usableAt(InstitutionPath institution, String language);

    List<CannedReply> within(InstitutionPath path);

    /** Refused: {@code canned-reply.stale}, {@code canned-reply.shortcut-taken}, {@code canned-reply.invalid}. */
    Outcome<CannedReply> save(CannedReply reply);

    /** Refused: {@code canned-reply.unknown}. */
    Outcome<Outcome.Nothing> delete(UUID id);

    /**
     * @param text may hold variables that the console fills in: {@code {customer}}, {@code {agent}}, {@code {case}},
     *     {@code {institution}}, {@code {time}}
     * @param version for optimistic locking; 0 for one not stored yet
     */
    record CannedReply(
            UUID id,
            InstitutionPath institution,
            String language,
            String shortcut,
            String title,
            String text,
            long version) {}
}
