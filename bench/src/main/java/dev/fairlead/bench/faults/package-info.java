/** The whole system in one thread, under a simulated clock, with everything that can go wrong. */
@NullMarked
package dev.fairlead.bench.faults;

import org.jspecify.annotations.NullMarked;
