/** Who hears of what was decided: contacts, listeners, agents. */
@NullMarked
package io.airbranch.routing.telling;

import org.jspecify.annotations.NullMarked;
