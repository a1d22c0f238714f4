/**
 * A fair share of slot-seconds for every customer with work, by weight.
 *
 * <p><b>Formula</b> (start-time fair queueing): an account enters with F = max(V, F) when it gets
 * something to wait for; its start tag is S = F. The smallest goes first, ties to the older agenda.
 * It is charged what its agenda is estimated to use: F = S + charge ÷ weight, and V = max(V, S).
 * When the agenda ends, F += (used − charged) ÷ weight. What runs longer than it was charged for
 * counts while it runs ({@link dev.fairlead.core.scheduling.InFlight}): by the next turn it is in
 * F.
 *
 * <p><b>Units</b>: charges are slot-seconds, tags slot-seconds per unit of weight.
 *
 * <p><b>Bound</b>: for customers that have work waiting all the time, let A be the most that one of
 * them is charged for an agenda and may still be charged for what runs at that time, beyond what it
 * was charged before; and P the most that it is charged and has not used yet. Right after a
 * dispatch of j, its tag is at most its charge above i's, and rises by what runs; so what they have
 * used since both began to wait differs by Uⱼ ÷ wⱼ − Uᵢ ÷ wᵢ ≤ Aⱼ ÷ wⱼ + Pᵢ ÷ wᵢ, and no customer
 * is ever further behind its part of what all used than
 *
 * <p>lagᵢ ≤ wᵢ · maxⱼ (Aⱼ ÷ wⱼ) + Pᵢ slot-seconds.
 *
 * <p>Were the estimates right, A and P would be what is charged for what runs at one time: the
 * theorem of the paper. It holds however many slots there are and however that changes. Nobody
 * starves: between two dispatches of i on C slots pass at most (W · Aᵢ ÷ wᵢ + Σⱼ (Aⱼ + Pⱼ)) ÷ C
 * seconds, W being the sum of all weights. {@code fairlead bench fairness} holds runs against both.
 *
 * <p><b>Source</b>: Goyal, Vin, Cheng, "Start-time Fair Queueing: A Scheduling Algorithm for
 * Integrated Services Packet Switching Networks", SIGCOMM 1996, theorem 1. The estimate, its
 * settlement and the counting of what runs are ours.
 *
 * <p>With equal weights and durations it is the round-robin of earlier systems: one agenda of each
 * customer, then the next of each.
 */
@NullMarked
package dev.fairlead.core.scheduling.fair;

import org.jspecify.annotations.NullMarked;
