package io.airbranch.sim.durable;

/**
 * What came of a load of so many callers at once.
 *
 * @param assigned contacts a second
 * @param stranded contacts that waited beside somebody free who may serve them, when all had come to rest
 */
record Outcome(double assigned, double delayP50, double delayP99, long doubled, long aboveCapacity, long stranded) {}
