/** The right of one operation attempt to run. */
@NullMarked
package dev.fairlead.core.lease;

import org.jspecify.annotations.NullMarked;
