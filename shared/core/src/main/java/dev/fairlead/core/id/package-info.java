/** Typed identifiers and the source of new ones. */
@NullMarked
package dev.fairlead.core.id;

import org.jspecify.annotations.NullMarked;
