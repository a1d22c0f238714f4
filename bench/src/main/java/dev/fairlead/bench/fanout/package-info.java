/**
 * Agendas as wide as they may be: how long they take, what they cost, and how they can be watched.
 */
@NullMarked
package dev.fairlead.bench.fanout;

import org.jspecify.annotations.NullMarked;
