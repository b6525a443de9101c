package io.airbranch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Renders the modules as one Markdown page: who uses whom, and what each offers. Sorted throughout, so that the same code always gives
 * the same page, which Modulith's own diagrams do not.
 */
final class ModuleDocs {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private final ApplicationModules modules;
    private final Path sources;

    ModuleDocs(ApplicationModules modules, Path sources) {
        this.modules = modules;
        this.sources = sources;
    }

    String render() {
        var all =
                modules.stream().sorted(Comparator.comparing(ModuleDocs::name)).toList();
        var page = new StringBuilder("""
                # Modules

                Rendered from the code by `ModularityTests`; how to render it anew stands in that test's failure.

                """);
        page.append("```mermaid\nflowchart BT\n");
        for (var module : all) {
            for (var used : usedBy(module)) {
                // Everybody uses these; their arrows would hide the others.
                if (!used.equals("shared")) {
                    page.append("  ")
                            .append(name(module))
                            .append(" --> ")
                            .append(used)
                            .append('\n');
                }
            }
        }
        page.append("```\n");
        for (var module : all) {
            page.append("\n## ").append(name(module)).append("\n\n");
            page.append(purpose(module)).append("\n\n");
            var used = usedBy(module);
            page.append("Uses: ")
                    .append(used.isEmpty() ? "nothing" : String.join(", ", used))
                    .append("\n\n");
            page.append("Offers: ").append(String.join(", ", offers(module))).append('\n');
            var heard = module.getEventsListenedTo(modules).stream()
                    .map(JavaClass::getSimpleName)
                    .sorted()
                    .toList();
            if (!heard.isEmpty()) {
                page.append("\nHears: ").append(String.join(", ", heard)).append('\n');
            }
        }
        return page.toString();
    }

    private List<String> usedBy(ApplicationModule module) {
        return module.getDirectDependencies(modules)
                .uniqueModules()
                .map(ModuleDocs::name)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> offers(ApplicationModule module) {
        return module.getNamedInterfaces().stream()
                .flatMap(named -> named.asJavaClasses())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.getEnclosingClass().isEmpty())
                .map(type -> "`" + type.getSimpleName() + "`")
                .distinct()
                .sorted()
                .toList();
    }

    private String purpose(ApplicationModule module) {
        var folder = module.getBasePackage().getName().replace('.', '/');
        return Stream.of("src/main/java", "../acd/src/main/java")
                .map(root -> sources.resolve(root).resolve(folder).resolve("package-info.java"))
                .filter(Files::exists)
                .map(ModuleDocs::firstComment)
                .collect(Collectors.joining());
    }

    private static String firstComment(Path file) {
        try {
            var comment = COMMENT.matcher(Files.readString(file));
            return comment.find()
                    ? comment.group(1)
                            .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                            .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                            .replaceAll("<p>", "")
                            .replaceAll("\\s+", " ")
                            .strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
