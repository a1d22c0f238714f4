/** JSON and YAML as text, and the messages that cross a process boundary. */
@NullMarked
package dev.fairlead.wire;

import org.jspecify.annotations.NullMarked;
