/** Recorded workflows, run again: how near the makespan comes to the critical path. */
@NullMarked
package dev.fairlead.bench.makespan;

import org.jspecify.annotations.NullMarked;
