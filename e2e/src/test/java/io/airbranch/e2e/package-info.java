/**
 * The packaged program in a real browser: customer, agent and supervisor side by side.
 *
 * <p>The browser is the system's Chromium ({@code CHROMIUM} names another), and its driver is the npm package
 * {@code playwright-core} run by the system's Node: {@code e2e/package.json} pins the version that fits the Java library, and
 * {@link io.airbranch.e2e.Chromium} installs it with {@code npm ci} where it is missing. That spares a bundle of 200 MB.
 *
 * <p>Screenshots of views and states land in {@code e2e/target/screenshots}; {@code -Dscreenshots.docs=true} also copies the chosen few
 * to {@code docs/screenshots}.
 */
@NullMarked
package io.airbranch.e2e;

import org.jspecify.annotations.NullMarked;
