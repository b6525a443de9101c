/** What people do at the desk over HTTP, each act guarded. */
@NullMarked
package io.airbranch.desk.act;

import org.jspecify.annotations.NullMarked;
