/** The audit trail as it is kept: appended in groups, read by auditors, verified link by link. */
@NullMarked
package io.airbranch.access.audit;

import org.jspecify.annotations.NullMarked;
