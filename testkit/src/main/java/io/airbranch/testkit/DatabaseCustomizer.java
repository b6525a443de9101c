package io.airbranch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** What {@link WithDatabase} does. A record without parts: all its instances are equal, so contexts are shared between classes. */
record DatabaseCustomizer() implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var database = TestDatabase.fresh();
        TestPropertyValues.of(
                        "airbranch.home=" + home(),
                        "airbranch.database.url=" + database.url(),
                        "airbranch.database.password=" + TestDatabase.password(),
                        "airbranch.database.owner-password=" + TestDatabase.password(),
                        "airbranch.database.pool-size=8")
                .applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabase", database);
        context.getBeanFactory().registerSingleton("clock", new TestClock());
        EndOfTests.closeBeforeTheDatabase(context);
    }

    private static String home() {
        try {
            var folder = Files.createTempDirectory("airbranch-home-");
            folder.toFile().deleteOnExit();
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Named in META-INF/spring.factories. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            return TestContextAnnotationUtils.hasAnnotation(testClass, WithDatabase.class)
                    ? new DatabaseCustomizer()
                    : null;
        }
    }
}
