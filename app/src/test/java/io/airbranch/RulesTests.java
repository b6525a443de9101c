package io.airbranch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.airbranch.testkit.TestDatabase;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What CONVENTIONS.md says and a machine can check. */
class RulesTests {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages("io.airbranch");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.airbranch");

    private static final Set<String> READS_THE_CLOCK = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            Clock.class.getName() + ".systemUTC",
            Clock.class.getName() + ".systemDefaultZone",
            "java.lang.Math.random",
            ThreadLocalRandom.class.getName() + ".current",
            UUID.class.getName() + ".randomUUID");
    private static final Set<String> MAKES_CHANCE_OR_TIME =
            Set.of(Random.class.getName(), SplittableRandom.class.getName(), Date.class.getName());

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.airbranch.shared.TimeAndIds")
                .should()
                .accessTargetWhere(describe("reads the clock or rolls dice", RulesTests::readsClockOrRollsDice))
                .because("decisions must be repeatable: ask for the Clock bean, for Ids, or for a seeded source")
                .check(PRODUCTION);
    }

    @Test
    void testsMoveTimeInsteadOfSleeping() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
    }

    @Test
    void everyPackageSaysThatNullIsTheException() {
        assertThat(PRODUCTION.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(p -> p.getName()))
                .isEmpty();
    }

    @Test
    void everyTableOfAnInstitutionIsBehindRowLevelSecurity() {
        try (var database = TestDatabase.fresh()) {
            var open = JdbcClient.create(database.owner())
                    .sql("""
                            select n.nspname || '.' || c.relname
                              from pg_class c
                              join pg_namespace n on n.oid = c.relnamespace
                              join pg_attribute a on a.attrelid = c.oid and a.attname = 'institution' and not a.attisdropped
                             where c.relkind in ('r', 'p') and not c.relispartition
                               and not (c.relrowsecurity and exists (
                                   select 1 from pg_policy p
                                    where p.polrelid = c.oid
                                      and pg_get_expr(p.polqual, p.polrelid) like '%airbranch_sees(institution)%'))
                             order by 1""")
                    .query(String.class)
                    .list();
            assertThat(open).isEmpty();
        }
    }

    private static boolean readsClockOrRollsDice(JavaAccess<?> access) {
        var owner = access.getTarget().getOwner().getFullName();
        var name = access.getTarget().getName();
        var member = owner + "." + name;
        var nowWithoutClock = owner.startsWith("java.time.")
                && name.equals("now")
                && !access.getDescription().contains("now(java.time.Clock)");
        return nowWithoutClock
                || READS_THE_CLOCK.contains(member)
                || (name.equals("<init>")
                        && MAKES_CHANCE_OR_TIME.contains(owner)
                        && access.getDescription().contains("<init>()"));
    }
}
