/**
 * An insight in memory, with time that is only counted: what would become of agendas that arrive so
 * and so under such a policy. Who goes next is decided by {@link
 * dev.fairlead.core.scheduling.Contest}, on snapshots that are read and tags that are settled as in
 * production; only the store is missing.
 */
@NullMarked
package dev.fairlead.core.scheduling.replay;

import org.jspecify.annotations.NullMarked;
