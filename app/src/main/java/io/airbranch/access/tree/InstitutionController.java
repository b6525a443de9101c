package io.airbranch.access.tree;

import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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

/** Administration of the institution tree. */
@RestController
@RequestMapping("/api/v1/admin/institutions")
class InstitutionController {
    private final StoredInstitutions institutions;
    private final Guard guard;

    InstitutionController(StoredInstitutions institutions, Guard guard) {
        this.institutions = institutions;
        this.guard = guard;
    }

    /**
     * @param kind {@code group}, {@code country}, {@code entity} or {@code outlet}
     * @param zone IANA name such as {@code Asia/Shanghai}
     * @param calendar null: the hours of the nearest ancestor that has a calendar
     */
    record View(
            InstitutionPath path,
            String kind,
            Name name,
            String zone,
            List<String> languages,
            @Nullable UUID calendar,
            long version) {
        static View of(Institution it) {
            return new View(
                    it.path(),
                    it.kind().name().toLowerCase(Locale.ROOT),
                    it.name(),
                    it.zone().getId(),
                    it.languages(),
                    it.calendar(),
                    it.version());
        }
    }

    record Creation(
            InstitutionPath path,
            String kind,
            Name name,
            String zone,
            List<String> languages,
            @Nullable UUID calendar) {}

    record Change(
            long version,
            String kind,
            Name name,
            String zone,
            List<String> languages,
            @Nullable UUID calendar) {}

    /** All that the operator's grants cover: everybody needs the names. */
    @GetMapping
    List<View> list(Operator operator) {
        return institutions.all().stream().map(View::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody Creation body) {
        // A new group has nobody above who could be asked; the first start makes it.
        guard.require(Right.INSTITUTION_MANAGE, body.path().parent().orElse(body.path()));
        return View.of(institutions
                .create(new NewInstitution(
                        body.path(),
                        kind(body.kind()),
                        body.name(),
                        zone(body.zone()),
                        body.languages(),
                        body.calendar()))
                .orElseThrow());
    }

    @PutMapping("/{path}")
    View change(@PathVariable String path, @RequestBody Change body) {
        var where = path(path);
        guard.require(Right.INSTITUTION_MANAGE, where);
        return View.of(institutions
                .change(new Institution(
                        where,
                        kind(body.kind()),
                        body.name(),
                        zone(body.zone()),
                        body.languages(),
                        body.calendar(),
                        body.version()))
                .orElseThrow());
    }

    /** Refused while anything belongs to it: {@code institution.in-use} with {@code what}. */
    @DeleteMapping("/{path}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String path, @RequestParam long version) {
        var where = path(path);
        guard.require(Right.INSTITUTION_MANAGE, where.parent().orElse(where));
        institutions.remove(where, version).orElseThrow();
    }

    private static InstitutionPath path(String path) {
        try {
            return new InstitutionPath(path);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(Refusal.notFound(
                    "institution.unknown",
                    "'" + path + "' is no institution path such as 'sfb.cn.bank.'",
                    "path",
                    path));
        }
    }

    private static Institution.Kind kind(String kind) {
        for (var known : Institution.Kind.values()) {
            if (known.name().equalsIgnoreCase(kind)) {
                return known;
            }
        }
        throw new RefusalException(Refusal.invalid(
                "institution.kind-unknown", "'" + kind + "' is none of group, country, entity, outlet", "kind", kind));
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new RefusalException(Refusal.invalid(
                    "institution.zone-unknown", "'" + zone + "' is no time zone such as Asia/Shanghai", "zone", zone));
        }
    }
}
