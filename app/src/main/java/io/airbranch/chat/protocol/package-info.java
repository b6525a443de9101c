/** What travels between a customer's page and the centre, as values: docs/flows/web-chat.md. No sockets, no database. */
@NullMarked
package io.airbranch.chat.protocol;

import org.jspecify.annotations.NullMarked;
