package io.airbranch.acd;

import java.util.List;

/** What a command led to: facts, already part of the state, in the order in which they must be kept; and the answer. */
public record Decision(List<Fact> facts, Reply reply) {}
