package io.airbranch.desk.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.Right;
import io.airbranch.access.Role;
import io.airbranch.agent.Presence;
import io.airbranch.casework.Cases;
import io.airbranch.customer.Tier;
import io.airbranch.routing.Alert;
import io.airbranch.shared.Name;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shapes of docs/flows/live-stream.md. */
public final class Shapes {
    private Shapes() {}

    public record Me(
            UUID id,
            String username,
            Name name,
            String language,
            String home,
            List<RoleScope> roles,
            Set<Right> rights,
            PresenceNow presence,
            Capacities capacity,
            List<SkillLevel> skills) {}

    public record RoleScope(Role role, String scope) {}

    public record SkillLevel(String skill, int level) {}

    public record Capacities(Capacity chat) {}

    public record Capacity(int used, int max) {}

    /** @param since null for somebody who was never there: his state has no beginning */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PresenceNow(
            Presence.State state,
            @Nullable String reason,
            @Nullable Instant since,
            int afterContact) {
        public static PresenceNow of(Presence presence, int afterContact) {
            var since = presence.since().equals(Instant.EPOCH) ? null : presence.since();
            return new PresenceNow(presence.state(), presence.reason(), since, afterContact);
        }
    }

    public record Named(UUID id, Name name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfferCard(
            UUID id,
            UUID contact,
            @Nullable Named queue,
            OfferCustomer customer,
            @Nullable String topic,
            @Nullable String firstLine,
            long waitedSeconds,
            Instant offeredAt,
            Instant expiresAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfferCustomer(
            @Nullable String name,
            @Nullable String said,
            @Nullable Tier tier) {}

    public record OfferEnded(UUID offer, UUID contact, String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ContactCard(
            UUID id,
            String channel,
            String state,
            @Nullable Named queue,
            ContactCustomer customer,
            @Nullable String topic,
            String language,
            Instant openedAt,
            @Nullable Instant assignedAt,
            @Nullable Instant endedAt,
            long lastSeq,
            @Nullable LastLine lastLine,
            int unread,
            @Nullable Instant unansweredSince,
            long readByCustomer,
            boolean customerConnected,

            @JsonInclude(JsonInclude.Include.NON_NULL) @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable CaseLink caseLink,

            @Nullable Named agent,
            @Nullable String page) {}

    /** @param said what the visitor calls himself: nobody has checked it; absent once it is known who he is */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ContactCustomer(
            @Nullable UUID id,
            @Nullable String name,
            @Nullable String said,
            boolean identified,
            @Nullable Tier tier) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LastLine(String from, @Nullable String text, Instant at) {}

    public record CaseLink(UUID id, String number, String title, Cases.State state) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FloorQueue(
            UUID id,
            Name name,
            String institution,
            int waiting,
            @Nullable Instant oldestSince,
            int active,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ServiceLevel serviceLevel,

            int abandonedToday,
            int answeredToday,
            int agentsReady,
            boolean open,
            @Nullable Integer expectedWaitSeconds,
            Trouble.Level trouble,
            Trouble.@Nullable Why why,
            List<WaitingContact> waitingContacts) {}

    /**
     * @param position 1 is next
     * @param asked the colleague to whom it is being offered
     * @param step of its search, from 0
     * @param callback the customer is gone and will be called
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WaitingContact(
            UUID id,
            int position,
            @Nullable String customer,
            @Nullable String said,
            @Nullable String topic,
            String language,
            Instant since,
            @Nullable Named asked,
            int priority,
            int step,
            boolean callback) {}

    /**
     * @param value share of {@code answered} and abandoned contacts of today that were answered within {@code seconds}
     * @param answered how many contacts the share is of
     */
    public record ServiceLevel(double value, double target, long seconds, int answered) {}

    public record FloorAgent(
            UUID id,
            Name name,
            String institution,
            PresenceNow presence,
            List<FloorContact> contacts,
            Capacity capacity,
            List<UUID> queues) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FloorContact(
            UUID id, @Nullable UUID queue, @Nullable String customer, Instant since, String state) {}

    /** @param alerts those that are open, once, when a console begins to watch; later changes come one by one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Floor(
            List<FloorQueue> queues,
            List<FloorAgent> agents,
            @Nullable List<Alert> alerts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(
            UUID id,
            String level,
            String code,
            Map<String, Object> values,
            Instant at,
            @Nullable UUID contact,

            @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable UUID caseId) {}

    /** @param watched what the operator reads along */
    public record Snapshot(
            Me me,
            List<OfferCard> offers,
            List<ContactCard> contacts,
            List<ContactCard> watched,
            List<Notice> notices) {}
}
