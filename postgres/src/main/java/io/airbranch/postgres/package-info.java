/** A PostgreSQL server as a child process. */
@NullMarked
package io.airbranch.postgres;

import org.jspecify.annotations.NullMarked;
