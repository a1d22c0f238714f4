/** The language of when and of transform, over the reference implementation of CEL. */
@NullMarked
package dev.fairlead.conditions;

import org.jspecify.annotations.NullMarked;
