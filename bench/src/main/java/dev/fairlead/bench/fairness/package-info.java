/**
 * Whether customers get what is due to them: production's contest, in time that is only counted.
 */
@NullMarked
package dev.fairlead.bench.fairness;

import org.jspecify.annotations.NullMarked;
