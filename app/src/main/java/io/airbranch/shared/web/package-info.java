/** The HTTP edge: refusals and faults as problems (RFC 9457), idempotency keys, rate limits, security headers. */
@NullMarked
package io.airbranch.shared.web;

import org.jspecify.annotations.NullMarked;
