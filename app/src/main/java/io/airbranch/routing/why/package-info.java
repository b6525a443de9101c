/** What routing can say of one contact: why it stands where it stands, now and then, and what was done with it. */
@NullMarked
package io.airbranch.routing.why;

import org.jspecify.annotations.NullMarked;
