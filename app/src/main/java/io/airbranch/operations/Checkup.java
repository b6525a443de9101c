package io.airbranch.operations;

import io.airbranch.operations.serve.ProductionRules;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import io.airbranch.shared.db.StoredDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Looks an installation over: settings, then what needs no database, then the database, then what is in it. Changes nothing. */
final class Checkup {
    private final Environment settings;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Environment settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    static List<Finding> of(Environment settings, Clock clock) {
        var checkup = new Checkup(settings, clock);
        checkup.run();
        return checkup.findings;
    }

    private void run() {
        var checks = ServiceLoader.load(Check.class, Checkup.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        var site = new Site(settings, clock, null);
        if (settings.acceptsProfiles(Profiles.of("production"))) {
            findings.addAll(ProductionRules.look(settings));
        }
        checks.stream().filter(check -> !check.needsDatabase()).forEach(check -> look(check, site));
        var search = StoredDatabase.find(settings, home());
        findings.add(search.finding());
        try (var database = search.database()) {
            if (database != null) {
                var reached = new Site(settings, clock, database.stored());
                checks.stream().filter(Check::needsDatabase).forEach(check -> look(check, reached));
            }
        }
    }

    private Path home() {
        return new Site(settings, clock, null).home();
    }

    private void look(Check check, Site site) {
        try {
            findings.addAll(check.look(site));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            findings.add(Finding.fail(
                    check.id(),
                    Name.of("检查没有做成：" + e, "This could not be looked at: " + e),
                    Name.of(
                            "先排除其他失败的检查（如未执行的迁移），再检查一次。",
                            "Mend the other failing checks first, such as pending migrations, and look again.")));
        }
    }
}
