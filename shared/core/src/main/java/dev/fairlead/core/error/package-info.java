/** Stable error codes, their kinds, and problems with a path. */
@NullMarked
package dev.fairlead.core.error;

import org.jspecify.annotations.NullMarked;
