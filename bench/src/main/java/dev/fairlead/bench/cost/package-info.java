/** What one path of the main loop costs, metered. */
@NullMarked
package dev.fairlead.bench.cost;

import org.jspecify.annotations.NullMarked;
