/** Secrets: their names and values, how they get into a payload, and how they are kept out. */
@NullMarked
package dev.fairlead.core.secret;

import org.jspecify.annotations.NullMarked;
