/** Airbranch: the application class and, below it, one package per module. */
@NullMarked
package io.airbranch;

import org.jspecify.annotations.NullMarked;
