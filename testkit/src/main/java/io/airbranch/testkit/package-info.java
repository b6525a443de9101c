/**
 * What tests share: a database per test class or per application, time under control, waiting with a deadline.
 *
 * <p>SQL alone: {@code TestDatabase database = TestDatabase.fresh()} is a migrated copy of its own, in some ten milliseconds;
 * {@code database.application()} is bound by row-level security, {@code database.owner()} is not. Close it afterwards.
 *
 * <p>The whole application: annotate with {@link io.airbranch.testkit.AirbranchTest}; one module with
 * {@code @ApplicationModuleTest @WithDatabase}. {@link io.airbranch.testkit.TestDatabase} and {@link io.airbranch.testkit.TestClock} are
 * beans there. The application and its database are shared by all classes with the same annotations: make your own institution, and
 * look only at what is below it.
 *
 * <p>Migrations are those found on the class path below {@code db/migration}; they run once per JVM, on the template.
 */
@NullMarked
package io.airbranch.testkit;

import org.jspecify.annotations.NullMarked;
