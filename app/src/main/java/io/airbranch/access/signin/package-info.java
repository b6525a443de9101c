/** How an operator gets from a password, or from the bank's own identity provider, to a session of the console. */
@NullMarked
package io.airbranch.access.signin;

import org.jspecify.annotations.NullMarked;
