/** Moves agendas from waiting to dispatched, an insight at a time. */
@NullMarked
package dev.fairlead.resourcepool.scheduler;

import org.jspecify.annotations.NullMarked;
