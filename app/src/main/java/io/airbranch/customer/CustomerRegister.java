package io.airbranch.customer;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Right;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The group's customers. Two kinds of methods: the system's own look-ups, which see the whole group because a contact's customer may
 * live in another entity; and what people read, which is guarded at the customer's home and audited before anything is handed out.
 */
@Component
class CustomerRegister implements Customers {
    private static final int MOST_HITS = 50;

    private final CustomerStore store;
    private final Institutions institutions;
    private final Guard guard;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Ids ids;

    CustomerRegister(
            CustomerStore store,
            Institutions institutions,
            Guard guard,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.institutions = institutions;
        this.guard = guard;
        this.audit = audit;
        // Its own, also within a request's: a number that is taken at this moment must not spoil what surrounds it.
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public UUID register(NewCustomer customer) {
        return enter(customer).orElseThrow();
    }

    /** As {@link #register}, with the refusal as a value. Refused: {@code identity.malformed}, {@code identity.taken}. */
    Outcome<UUID> enter(NewCustomer customer) {
        var region = region(customer.home());
        var identities = new LinkedHashSet<Identity>();
        for (var identity : customer.identities()) {
            switch (IdentityForm.normalise(identity, region)) {
                case Outcome.Done<Identity>(var normalised) -> identities.add(normalised);
                case Outcome.Refused<Identity>(var refusal) -> {
                    return Outcome.refused(refusal);
                }
            }
        }
        var number = identities.stream()
                .filter(i -> i.kind() == Identity.Kind.NUMBER)
                .findFirst();
        var known = number.flatMap(store::byIdentity);
        if (known.isPresent()) {
            return Outcome.done(known.get());
        }
        try {
            return Outcome.done(insert(customer, identities));
        } catch (RefusalException taken) {
            // Somebody registered the same number at this moment: that one it is.
            return number.flatMap(store::byIdentity)
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(taken.refusal()));
        }
    }

    private UUID insert(NewCustomer customer, Collection<Identity> identities) {
        var id = ids.next();
        transaction.executeWithoutResult(tx -> {
            store.insert(id, customer, clock.instant());
            for (var identity : identities) {
                if (!store.insertIdentity(id, customer.home(), identity)) {
                    throw new RefusalException(taken(identity));
                }
            }
        });
        return id;
    }

    private static Refusal taken(Identity identity) {
        var masked = Masking.mask(identity.kind(), identity.value());
        return Refusal.conflict(
                "identity.taken",
                "Another customer has the " + identity.kind().code() + " " + masked
                        + ". Maybe the customer is registered already: search first",
                "kind",
                identity.kind().code(),
                "masked",
                masked);
    }

    @Override
    public Optional<CustomerCard> card(UUID id) {
        return Optional.ofNullable(cards(List.of(id)).get(id));
    }

    @Override
    public Map<UUID, CustomerCard> cards(Collection<UUID> wanted) {
        // The whole group: whoever serves a contact greets its customer by name wherever his home is.
        return Scope.within(Scope.system(), () -> store.findAll(wanted)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().card()));
    }

    @Override
    public Optional<UUID> byIdentity(Identity identity) {
        return switch (IdentityForm.normalise(identity, IdentityForm.DEFAULT_REGION)) {
            // Recognising who calls is the system's own work and does not depend on who would serve him.
            case Outcome.Done<Identity>(var known) -> Scope.within(Scope.system(), () -> store.byIdentity(known));
            case Outcome.Refused<Identity> none -> Optional.empty();
        };
    }

    @Override
    public Outcome<CustomerView> view(UUID id, String purpose) {
        return Purpose.check(purpose)
                .flatMap(why -> visible(id).map(row -> {
                    guard.require(Right.CUSTOMER_READ, row.home());
                    record(row, "customer.view", why, Map.of());
                    var masked = masked(store.identities(List.of(id)).getOrDefault(id, List.of()));
                    return new CustomerView(
                            row.id(),
                            row.name(),
                            row.tier(),
                            row.language(),
                            row.home(),
                            homeName(row),
                            masked,
                            row.version());
                }));
    }

    @Override
    public Outcome<String> reveal(UUID id, Identity.Kind field, String purpose) {
        return Purpose.checkReveal(purpose)
                .flatMap(why -> visible(id).flatMap(row -> {
                    guard.require(Right.CUSTOMER_REVEAL, row.home());
                    var value = store.identities(List.of(id)).getOrDefault(id, List.of()).stream()
                            .filter(i -> i.kind() == field)
                            .map(Identity::value)
                            .findFirst();
                    if (value.isEmpty()) {
                        return Outcome.refused(Refusal.notFound(
                                "identity.unknown",
                                "This customer has no " + field.code(),
                                "customer",
                                id,
                                "kind",
                                field.code()));
                    }
                    record(row, "customer.reveal", why, Map.of("field", field.code()));
                    return Outcome.done(value.get());
                }));
    }

    @Override
    public List<CustomerHit> search(String text, int limit) {
        guard.requireAnywhere(Right.CUSTOMER_READ);
        var operator = guard.current();
        var hits = found(text, operator.home(), Math.clamp(limit, 1, MOST_HITS));
        var rows = store.findAll(hits);
        var identities = store.identities(rows.keySet());
        var visible = hits.stream()
                .map(rows::get)
                .filter(row -> row != null && operator.may(Right.CUSTOMER_READ, row.home()))
                .map(row -> new CustomerHit(
                        row.id(),
                        row.name(),
                        masked(identities.getOrDefault(row.id(), List.of())),
                        row.tier(),
                        row.home(),
                        homeName(row)))
                .toList();
        // What was typed may itself be personal data: the trail keeps whom it showed, not the words.
        audit.record(new AuditTrail.Entry(
                operator.id(),
                "customer.search",
                "customer",
                visible.stream().map(hit -> hit.id().toString()).limit(10).collect(Collectors.joining(",")),
                operator.home(),
                null,
                Map.of("hits", Integer.toString(visible.size()), "characters", Integer.toString(text.length()))));
        return visible;
    }

    private List<UUID> found(String text, InstitutionPath home, int limit) {
        var hits = new LinkedHashSet<UUID>();
        if (text.chars().anyMatch(Character::isDigit)) {
            var region = region(home);
            for (var kind : List.of(Identity.Kind.NUMBER, Identity.Kind.PHONE)) {
                if (IdentityForm.normalise(new Identity(kind, text), region)
                        instanceof Outcome.Done<Identity>(var identity)) {
                    store.byIdentity(identity).ifPresent(hits::add);
                }
            }
        }
        var words = NameWords.asked(text);
        if (!words.isEmpty()) {
            hits.addAll(store.byNameWords(words, limit));
        }
        return hits.stream().limit(limit).toList();
    }

    private Name homeName(CustomerStore.Row row) {
        var path = row.home().value();
        return institutions.find(row.home()).map(Institution::name).orElseGet(() -> Name.of(path, path));
    }

    private Outcome<CustomerStore.Row> visible(UUID id) {
        return store.find(id)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "customer.unknown",
                        "There is no customer " + id + " within your institutions",
                        "customer",
                        id)));
    }

    private void record(CustomerStore.Row row, String action, String purpose, Map<String, String> detail) {
        audit.record(new AuditTrail.Entry(
                guard.current().id(), action, "customer", row.id().toString(), row.home(), purpose, detail));
    }

    private static Map<Identity.Kind, String> masked(List<Identity> identities) {
        var masked = new EnumMap<Identity.Kind, String>(Identity.Kind.class);
        identities.forEach(i -> masked.putIfAbsent(i.kind(), Masking.mask(i.kind(), i.value())));
        return masked;
    }

    /** The country above an institution gives the region: {@code sfb.hk.} is HK. */
    private String region(InstitutionPath path) {
        for (@Nullable InstitutionPath at = path; at != null; at = at.parent().orElse(null)) {
            var country = institutions.find(at).filter(i -> i.kind() == Institution.Kind.COUNTRY);
            if (country.isPresent()) {
                var code = at.value().substring(0, at.value().length() - 1);
                return code.substring(code.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
            }
        }
        return IdentityForm.DEFAULT_REGION;
    }
}
