/** How fast agendas come from their lines to their executors, end to end, and on which keys. */
@NullMarked
package dev.fairlead.bench.dispatch;

import org.jspecify.annotations.NullMarked;
