/**
 * Which waiting agendas go next: a bounded snapshot in, a decision out; no clock, no store, no
 * chance.
 *
 * <p>{@link dev.fairlead.core.scheduling.Contest} is the one loop. It asks an {@link
 * dev.fairlead.core.scheduling.Algorithm} in which order customers come and what a dispatch costs
 * them, and looks after all the rest itself: quotas, tags, ties, and what the reader of the
 * snapshot could not see. So a new algorithm can be unfair, but not over quota. Algorithms are
 * found by {@link java.util.ServiceLoader}; each is held to the testkit's {@code
 * AlgorithmContract}.
 *
 * <p>Quantities, with the letters of the formulas in the algorithms' packages:
 *
 * <ul>
 *   <li>a <em>slot-second</em> is one slot for one second (the slots of an agenda: {@link
 *       dev.fairlead.core.quota.Amounts#slots});
 *   <li><em>V</em>, a lane's virtual time: the start tag of the agenda that was dispatched last;
 *   <li><em>F</em>, an account's finish tag, in slot-seconds per unit of weight: where its last
 *       dispatch ends in virtual time;
 *   <li><em>S = max(V, F)</em>, its start tag: where its next one would begin.
 * </ul>
 */
@NullMarked
package dev.fairlead.core.scheduling;

import org.jspecify.annotations.NullMarked;
