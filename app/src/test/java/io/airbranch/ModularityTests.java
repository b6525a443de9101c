package io.airbranch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between modules, as each module's package-info states them, and their rendering in docs/modules. */
class ModularityTests {
    private static final Path PAGE = Path.of("../docs/modules/README.md");

    private static final ApplicationModules MODULES = ApplicationModules.of(
            AirbranchApplication.class, resideInAnyPackage("io.airbranch.testkit..", "io.airbranch.postgres.."));

    @Test
    void modulesUseOnlyWhatTheyAreAllowedTo() {
        MODULES.verify();
    }

    @Test
    void docsShowTheModulesAsTheyAre() throws IOException {
        var rendered = new ModuleDocs(MODULES, Path.of("")).render();
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .describedAs("docs/modules is not that of the code. Maybe render it anew: ./mvnw -pl app -am test"
                        + " -Dtest=ModularityTests -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(rendered);
    }
}
