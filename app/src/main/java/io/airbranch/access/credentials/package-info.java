/** What proves that somebody is the operator he says: passwords, one-time codes, and how often they may be tried. */
@NullMarked
package io.airbranch.access.credentials;

import org.jspecify.annotations.NullMarked;
