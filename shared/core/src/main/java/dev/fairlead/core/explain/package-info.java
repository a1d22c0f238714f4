/** Why something waits: every place where an agenda or an operation can, as a reason. */
@NullMarked
package dev.fairlead.core.explain;

import org.jspecify.annotations.NullMarked;
