/** The numbered live stream of each console tab: numbering, resume, sockets, the frames that consoles send. */
@NullMarked
package io.airbranch.desk.stream;

import org.jspecify.annotations.NullMarked;
