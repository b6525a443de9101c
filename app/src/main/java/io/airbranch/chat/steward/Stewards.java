package io.airbranch.chat.steward;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.chat.Kept;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Makes the {@link Steward} of each kind. */
@Component
public class Stewards {
    private final Guard guard;
    private final AuditTrail audit;

    Stewards(Guard guard, AuditTrail audit) {
        this.guard = guard;
        this.audit = audit;
    }

    /**
     * @param kind names it in audit entries and refusals, such as {@code widget}
     * @param detail what the audit trail keeps of it besides its id
     */
    public record About<T>(
            String kind,
            Function<T, UUID> id,
            Function<T, InstitutionPath> institution,
            Function<T, Map<String, String>> detail) {}

    public <T> Steward<T> of(Kept<T> kept, About<T> about) {
        return new Steward<>(kept, about);
    }

    /** Lists, creates, changes and deletes for who holds {@link Right#CHANNEL_MANAGE} where it belongs; every write is audited. */
    public final class Steward<T> {
        private final Kept<T> kept;
        private final About<T> about;

        private Steward(Kept<T> kept, About<T> about) {
            this.kept = kept;
            this.about = about;
        }

        public List<T> list() {
            guard.requireAnywhere(Right.CHANNEL_MANAGE);
            return guard.current().where(Right.CHANNEL_MANAGE).stream()
                    .flatMap(path -> kept.within(path).stream())
                    .distinct()
                    .toList();
        }

        public T get(UUID id) {
            guard.requireAnywhere(Right.CHANNEL_MANAGE);
            var it = kept.find(id)
                    .orElseThrow(() -> new RefusalException(Refusal.notFound(
                            about.kind() + ".unknown",
                            "There is no " + about.kind() + " " + id + " that you may see",
                            "id",
                            id)));
            guard.require(Right.CHANNEL_MANAGE, about.institution().apply(it));
            return it;
        }

        public T create(T it) {
            guard.require(Right.CHANNEL_MANAGE, about.institution().apply(it));
            return save("create", it);
        }

        /** Both where it was and where it is going, the right is needed. */
        public T change(T it) {
            get(about.id().apply(it));
            guard.require(Right.CHANNEL_MANAGE, about.institution().apply(it));
            return save("change", it);
        }

        public void delete(UUID id) {
            var it = get(id);
            kept.delete(id).orElseThrow();
            record("delete", it);
        }

        private T save(String act, T it) {
            var saved = kept.save(it).orElseThrow();
            record(act, saved);
            return saved;
        }

        private void record(String act, T it) {
            audit.record(new AuditTrail.Entry(
                    guard.current().id(),
                    about.kind() + "." + act,
                    about.kind(),
                    about.id().apply(it).toString(),
                    about.institution().apply(it),
                    null,
                    about.detail().apply(it)));
        }
    }
}
