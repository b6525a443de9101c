/** Where large objects (attachments, later recordings) are kept, behind a port. */
@NullMarked
package io.airbranch.shared.store;

import org.jspecify.annotations.NullMarked;
