/**
 * Shortest expected first, with ageing.
 *
 * <p><b>Formula</b>: by {@code added + k · estimate}, the smallest first, ties to the older; k is
 * {@value dev.fairlead.examples.shortest.ShortestExpectedFirst#SECONDS_PER_SLOT_SECOND} seconds for
 * each slot-second.
 *
 * <p><b>Units</b>: keys are milliseconds since 1970.
 *
 * <p><b>Bound</b>: nothing goes before an agenda of e slot-seconds that was added more than k · e
 * after it: it waits for what is there and what comes in that time, not longer.
 *
 * <p><b>Source</b>: shortest job first is best for the mean wait (Smith 1956) and starves what is
 * long; the static key that grows with age is what PRIORITY uses.
 */
@NullMarked
package dev.fairlead.examples.shortest;

import org.jspecify.annotations.NullMarked;
