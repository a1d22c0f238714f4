/**
 * First in, first out.
 *
 * <p><b>Order</b>: by time added, ties by agenda id; whoever's it is. <b>Charge</b>: none.
 *
 * <p><b>Bound</b>: nobody is overtaken within an insight, except by others while its customer is at
 * its ceiling. An agenda waits no longer than it takes to work off what was added before it: with C
 * slots and W slot-seconds ahead, W ÷ C and the time of the longest of them. A head that does not
 * fit into the insight's limits holds all others up; nothing smaller is let past it.
 */
@NullMarked
package dev.fairlead.core.scheduling.fifo;

import org.jspecify.annotations.NullMarked;
