/** Rules that say when a supervisor is to be told, and the alerts that they raise. */
@NullMarked
package io.airbranch.routing.alert;

import org.jspecify.annotations.NullMarked;
