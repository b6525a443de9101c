package io.airbranch.access;

import java.util.UUID;

/**
 * Published in-process after the commit: rights, names or state of an operator changed. Open sockets look the operator up again.
 *
 * @param maySignIn false when he was locked by an administrator: his sessions have ended, and his sockets should
 */
public record OperatorChanged(UUID operator, boolean maySignIn) {}
