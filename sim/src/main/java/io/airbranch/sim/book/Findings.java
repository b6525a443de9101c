package io.airbranch.sim.book;

/** What a simulation found, for people and for machines. */
public record Findings(String text, String json) {}
