/** Time that a test sets. */
@NullMarked
package dev.fairlead.testkit.time;

import org.jspecify.annotations.NullMarked;
