/** The sessions of signed-in operators: what they hold, how many there may be, how they end. */
@NullMarked
package io.airbranch.access.session;

import org.jspecify.annotations.NullMarked;
