/** Queues and their staff over HTTP. */
@NullMarked
package io.airbranch.routing.admin;

import org.jspecify.annotations.NullMarked;
