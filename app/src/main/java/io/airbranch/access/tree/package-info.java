/** The institution tree and its calendars as they are kept and administered. */
@NullMarked
package io.airbranch.access.tree;

import org.jspecify.annotations.NullMarked;
