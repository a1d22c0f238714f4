/** Pods that do the work of operations, as far as it does not matter who runs them. */
@NullMarked
package dev.fairlead.core.pod;

import org.jspecify.annotations.NullMarked;
