/** A handler that calls a server. */
@NullMarked
package dev.fairlead.handlers.http;

import org.jspecify.annotations.NullMarked;
