/** What the desk shows: shapes of the live stream, composed from the other modules in a handful of statements. */
@NullMarked
package io.airbranch.desk.picture;

import org.jspecify.annotations.NullMarked;
