/** What tests share: a database per JVM, time under control, builders. */
@NullMarked
package io.airbranch.testkit;

import org.jspecify.annotations.NullMarked;
