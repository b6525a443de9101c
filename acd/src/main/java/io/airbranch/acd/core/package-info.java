/**
 * The inside of the engine: what all facts add up to ({@link io.airbranch.acd.core.State} and what it holds), how commands are decided
 * on it ({@link io.airbranch.acd.core.Deciding}), and how it is looked at and explained. Nobody but {@link io.airbranch.acd.Engine} uses it.
 */
@NullMarked
package io.airbranch.acd.core;

import org.jspecify.annotations.NullMarked;
