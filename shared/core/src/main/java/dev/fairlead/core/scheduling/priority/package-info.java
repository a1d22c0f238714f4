/**
 * By priority, that time makes up for.
 *
 * <p><b>Formula</b>: a lane for each level p. Next is the lane whose oldest agenda has the smallest
 * {@code added − p · A}, A being the insight's ageing (10 minutes unless said); ties to the lane
 * with the older agenda. In it, the customer with the smallest start tag of that lane, with its
 * oldest agenda, as in {@code fair}: a level is shared by weight.
 *
 * <p><b>Units</b>: lanes are compared by milliseconds since 1970, tags by slot-seconds per unit of
 * weight.
 *
 * <p><b>Bound</b>: the key of a lane's oldest agenda never changes, so nothing is ever sorted anew.
 * An agenda of level p added at t is the oldest of its lane after those of its lane that are before
 * it have gone; from then on nothing of a level q goes first that was added after t + (q − p) · A.
 * So what is lowest waits at most (20 levels) · A longer than in first-in-first-out, beside the
 * share of its customer in its lane.
 *
 * <p>Priority buys order, not share: a customer that is at its ceiling is passed over on every
 * level.
 *
 * <p><b>Source</b>: linear ageing as a static key: {@code now − added} grows for all alike, so that
 * the order of two agendas never changes. In a lane: Goyal, Vin, Cheng 1996, as in {@code fair}.
 */
@NullMarked
package dev.fairlead.core.scheduling.priority;

import org.jspecify.annotations.NullMarked;
