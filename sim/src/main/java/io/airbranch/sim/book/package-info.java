/** What is written down of a simulated or recorded day, and how it is shown: figures, half hours, aligned tables. */
@NullMarked
package io.airbranch.sim.book;

import org.jspecify.annotations.NullMarked;
