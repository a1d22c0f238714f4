/** Writes the reference: every page is made from a declaration, and none is written by hand. */
@NullMarked
package dev.fairlead.reference;

import org.jspecify.annotations.NullMarked;
