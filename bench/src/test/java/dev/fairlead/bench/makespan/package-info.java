@NullMarked
package dev.fairlead.bench.makespan;

import org.jspecify.annotations.NullMarked;
