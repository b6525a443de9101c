package io.airbranch.access;

/** A role, for an institution and everything below it. */
public record Grant(Role role, InstitutionPath scope) {}
