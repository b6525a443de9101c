/** Benchmarks: each starts or is shown a server, drives it from outside and reports figures beside a baseline of the same run. */
@NullMarked
package io.airbranch.sim.bench;

import org.jspecify.annotations.NullMarked;
