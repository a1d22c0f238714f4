/** Logs, sleeps, fails or answers as its payload says: a handler to try things with. */
@NullMarked
package dev.fairlead.handlers.sample;

import org.jspecify.annotations.NullMarked;
