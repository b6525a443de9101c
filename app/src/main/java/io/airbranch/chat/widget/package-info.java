/** Widgets: their settings, their administration, and the script that a page loads. */
@NullMarked
package io.airbranch.chat.widget;

import org.jspecify.annotations.NullMarked;
