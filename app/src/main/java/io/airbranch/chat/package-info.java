/** Web and app chat: the customer's socket, visitors' conversations, widgets, attachments, canned replies. */
@ApplicationModule(
        displayName = "Chat",
        allowedDependencies = {"shared", "shared::*", "access", "customer", "agent", "contact", "routing"})
@NullMarked
package io.airbranch.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
