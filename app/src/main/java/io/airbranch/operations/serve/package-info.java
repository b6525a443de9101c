/** The production profile: refused until everything that keeps customers' data safe is there, with a sentence for each thing missing. */
@NullMarked
package io.airbranch.operations.serve;

import org.jspecify.annotations.NullMarked;
