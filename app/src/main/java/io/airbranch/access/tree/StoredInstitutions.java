package io.airbranch.access.tree;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.BusinessHours;
import io.airbranch.access.Calendar;
import io.airbranch.access.CalendarUse;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.access.Institutions;
import io.airbranch.access.guard.CurrentOperator;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Outcome.Nothing;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The institutions in the database behind a picture of the whole tree in memory. Asking methods answer from the picture, cut to the
 * running scope; changing methods throw the picture away when their transaction ends.
 */
@Service
class StoredInstitutions implements Institutions {
    /** How old the picture may get where another server has changed the tree. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private record Picture(Tree tree, Instant taken) {}

    private final InstitutionTable institutions;
    private final CalendarTable calendars;
    private final TransactionTemplate transaction;
    private final AuditTrail trail;
    private final CurrentOperator currentOperator;
    private final List<CalendarUse> calendarUses;
    /** Asked for when somebody removes something: some of them need institutions themselves. */
    private final ObjectProvider<InstitutionUse> uses;

    private final Ids ids;
    private final Clock clock;
    private volatile @Nullable Picture picture;

    StoredInstitutions(
            InstitutionTable institutions,
            CalendarTable calendars,
            PlatformTransactionManager transactions,
            AuditTrail trail,
            CurrentOperator currentOperator,
            List<CalendarUse> calendarUses,
            ObjectProvider<InstitutionUse> uses,
            Ids ids,
            Clock clock) {
        this.institutions = institutions;
        this.calendars = calendars;
        this.transaction = new TransactionTemplate(transactions);
        this.trail = trail;
        this.currentOperator = currentOperator;
        this.calendarUses = calendarUses;
        this.uses = uses;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Institution> find(InstitutionPath path) {
        return seen(path) ? tree().find(path) : Optional.empty();
    }

    @Override
    public List<Institution> within(InstitutionPath path) {
        var scope = Scope.current();
        return tree().within(path).stream()
                .filter(institution -> scope.sees(institution.path().value()))
                .toList();
    }

    @Override
    public BusinessHours hoursOf(InstitutionPath path) {
        return tree().hoursOf(path);
    }

    @Override
    public Optional<Calendar> calendar(UUID id) {
        return tree().calendar(id);
    }

    List<Institution> all() {
        var scope = Scope.current();
        return tree().all().stream()
                .filter(institution -> scope.sees(institution.path().value()))
                .toList();
    }

    /** Those that institutions of the running scope may use: their own and their ancestors'. */
    List<Calendar> usableCalendars() {
        var scope = Scope.current();
        return tree().calendars().stream()
                .filter(calendar -> scope.sees(calendar.institution().value())
                        || scope.prefixes().stream()
                                .anyMatch(prefix ->
                                        prefix.startsWith(calendar.institution().value())))
                .sorted(java.util.Comparator.comparing(Calendar::institution)
                        .thenComparing(calendar -> calendar.name().zh()))
                .toList();
    }

    @Override
    public Outcome<Institution> create(NewInstitution wanted) {
        var institution = new Institution(
                wanted.path(), wanted.kind(), wanted.name(), wanted.zone(), wanted.languages(), wanted.calendar(), 0);
        return this.<Institution>write(() -> {
                    var refusal = TreeRules.placing(tree(), institution);
                    if (refusal != null) {
                        return Outcome.refused(refusal);
                    }
                    if (!institutions.insert(institution)) {
                        return Outcome.refused(TreeRules.exists(institution.path()));
                    }
                    return Outcome.done(institution);
                })
                .onDone(it ->
                        audit("institution.create", "institution", it.path().value(), it.path()));
    }

    Outcome<Institution> change(Institution wanted) {
        return this.<Institution>write(() -> {
                    var refusal = TreeRules.changing(tree(), wanted);
                    if (refusal != null) {
                        return Outcome.refused(refusal);
                    }
                    if (!institutions.update(wanted)) {
                        return Outcome.refused(TreeRules.changedMeanwhile(
                                "institution", wanted.path().value(), wanted.version()));
                    }
                    return Outcome.done(new Institution(
                            wanted.path(),
                            wanted.kind(),
                            wanted.name(),
                            wanted.zone(),
                            wanted.languages(),
                            wanted.calendar(),
                            wanted.version() + 1));
                })
                .onDone(it ->
                        audit("institution.change", "institution", it.path().value(), it.path()));
    }

    /** Only what nothing belongs to: a mistyped code, an outlet that never opened. What has a past stays for its sake. */
    Outcome<Nothing> remove(InstitutionPath path, long version) {
        return this.<Nothing>write(() -> {
                    if (find(path).isEmpty()) {
                        return Outcome.refused(TreeRules.unknown(path));
                    }
                    // What belongs to the institution may lie beyond what the acting operator sees.
                    var kept = Scope.within(
                            Scope.system(),
                            () -> uses.stream()
                                    .flatMap(use -> use.keptAt(path).stream())
                                    .findFirst());
                    if (kept.isPresent()) {
                        return Outcome.refused(TreeRules.inUse(path, kept.get()));
                    }
                    if (!institutions.delete(path, version)) {
                        return Outcome.refused(TreeRules.changedMeanwhile("institution", path.value(), version));
                    }
                    return Outcome.done();
                })
                .onDone(it -> audit("institution.remove", "institution", path.value(), path));
    }

    @Override
    public Outcome<Institution> useCalendar(InstitutionPath path, @Nullable UUID calendar) {
        return find(path)
                .map(it -> change(new Institution(
                        it.path(), it.kind(), it.name(), it.zone(), it.languages(), calendar, it.version())))
                .orElseGet(() -> Outcome.refused(TreeRules.unknown(path)));
    }

    @Override
    public Outcome<Calendar> createCalendar(NewCalendar wanted) {
        var calendar =
                new Calendar(ids.next(), wanted.institution(), wanted.name(), wanted.week(), wanted.specialDays(), 0);
        return this.<Calendar>write(() -> {
                    var refusal = TreeRules.keeping(tree(), calendar);
                    if (refusal != null) {
                        return Outcome.refused(refusal);
                    }
                    calendars.insert(calendar);
                    return Outcome.done(calendar);
                })
                .onDone(it -> audit("calendar.create", "calendar", it.id().toString(), it.institution()));
    }

    Outcome<Calendar> changeCalendar(Calendar wanted) {
        return this.<Calendar>write(() -> {
                    var refusal = TreeRules.keeping(tree(), wanted);
                    if (refusal != null) {
                        return Outcome.refused(refusal);
                    }
                    if (!calendars.update(wanted)) {
                        return Outcome.refused(TreeRules.changedMeanwhile(
                                "calendar", wanted.id().toString(), wanted.version()));
                    }
                    return Outcome.done(new Calendar(
                            wanted.id(),
                            wanted.institution(),
                            wanted.name(),
                            wanted.week(),
                            wanted.specialDays(),
                            wanted.version() + 1));
                })
                .onDone(it -> audit("calendar.change", "calendar", it.id().toString(), it.institution()));
    }

    Outcome<Nothing> deleteCalendar(Calendar calendar, long version) {
        return this.<Nothing>write(() -> {
                    var users = tree().usersOf(calendar.id());
                    if (!users.isEmpty()) {
                        return Outcome.refused(TreeRules.inUse(
                                calendar, users.getFirst().path().value()));
                    }
                    if (calendarUses.stream().anyMatch(use -> use.uses(calendar.id()))) {
                        return Outcome.refused(TreeRules.inUse(calendar, "a queue"));
                    }
                    if (!calendars.delete(calendar.id(), version)) {
                        return Outcome.refused(TreeRules.changedMeanwhile(
                                "calendar", calendar.id().toString(), version));
                    }
                    return Outcome.done();
                })
                .onDone(it -> audit("calendar.delete", "calendar", calendar.id().toString(), calendar.institution()));
    }

    private <T> Outcome<T> write(Supplier<Outcome<T>> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!TransactionSynchronizationManager.hasResource(this)) {
                TransactionSynchronizationManager.bindResource(this, true);
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int completion) {
                        TransactionSynchronizationManager.unbindResource(StoredInstitutions.this);
                        picture = null;
                    }
                });
            }
            return work.get();
        }));
    }

    private void audit(String action, String kind, String subject, InstitutionPath where) {
        trail.record(new AuditTrail.Entry(currentOperator.idOrNull(), action, kind, subject, where, null, Map.of()));
    }

    private boolean seen(InstitutionPath path) {
        return Scope.current().sees(path.value());
    }

    private Tree tree() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            // Within a transaction that has changed something: what it sees is for nobody else before its commit.
            return read();
        }
        var now = clock.instant();
        var held = picture;
        if (held == null || held.taken().plus(STALE).isBefore(now)) {
            held = new Picture(read(), now);
            picture = held;
        }
        return held.tree();
    }

    /** The whole tree, whoever asks first: answers are cut to the asking scope afterwards. */
    private Tree read() {
        return Scope.within(Scope.system(), () -> new Tree(institutions.all(), calendars.all()));
    }
}
