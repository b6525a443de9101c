/** Operators and their roles as they are kept and administered, and what each may change about himself. */
@NullMarked
package io.airbranch.access.people;

import org.jspecify.annotations.NullMarked;
