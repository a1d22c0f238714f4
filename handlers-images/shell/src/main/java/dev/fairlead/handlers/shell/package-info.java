/** A handler that runs a command. */
@NullMarked
package dev.fairlead.handlers.shell;

import org.jspecify.annotations.NullMarked;
