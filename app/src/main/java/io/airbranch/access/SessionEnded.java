package io.airbranch.access;

import java.util.UUID;

/** Published in-process: a session of the operator ended (sign-out, limit, lock); sockets opened with it should end too. */
public record SessionEnded(UUID operator, String session) {}
