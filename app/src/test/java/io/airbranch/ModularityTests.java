package io.airbranch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The walls between modules, as each module's package-info states them, and their rendering in docs/modules. */
class ModularityTests {
    private static final Path RENDERED = Path.of("target/modules");
    private static final Path COMMITTED = Path.of("../docs/modules");

    private static final ApplicationModules MODULES = ApplicationModules.of(
            AirbranchApplication.class, resideInAnyPackage("io.airbranch.testkit..", "io.airbranch.postgres.."));

    @Test
    void modulesUseOnlyWhatTheyAreAllowedTo() {
        MODULES.verify();
    }

    @Test
    void docsShowTheModulesAsTheyAre() throws IOException {
        deleteFiles(RENDERED);
        new Documenter(
                        MODULES,
                        Documenter.Options.defaults()
                                .withOutputFolder(RENDERED.toString())
                                .withoutClean())
                .writeModulesAsPlantUml()
                .writeIndividualModulesAsPlantUml();
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(COMMITTED);
            deleteFiles(COMMITTED);
            for (var file : read(RENDERED).entrySet()) {
                Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(read(COMMITTED))
                .describedAs("docs/modules is not that of the code. Maybe render it anew: ./mvnw -pl app -am test"
                        + " -Dtest=ModularityTests -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(read(RENDERED));
    }

    private static Map<String, String> read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        if (Files.exists(folder)) {
            try (var list = Files.list(folder)) {
                for (var file : list.filter(Files::isRegularFile).toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private static void deleteFiles(Path folder) throws IOException {
        for (var name : read(folder).keySet()) {
            Files.delete(folder.resolve(name));
        }
    }
}
