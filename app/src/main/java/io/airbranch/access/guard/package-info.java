/** On whose behalf the running code acts, and whether he may. */
@NullMarked
package io.airbranch.access.guard;

import org.jspecify.annotations.NullMarked;
