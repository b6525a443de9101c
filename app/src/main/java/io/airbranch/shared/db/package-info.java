/** The database: embedded server, institution scope on every connection, group commit. */
@NullMarked
package io.airbranch.shared.db;

import org.jspecify.annotations.NullMarked;
