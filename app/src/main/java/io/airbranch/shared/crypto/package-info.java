/** Encryption of single fields, and keyed hashes by which encrypted values are found. */
@NullMarked
package io.airbranch.shared.crypto;

import org.jspecify.annotations.NullMarked;
