package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolStake;
import dev.fairlead.store.Slip;
import java.util.Optional;

/**
 * How an insight schedules.
 *
 * @param queueSize agendas that are dispatched and not claimed
 * @param limits what its admitted agendas may hold together
 * @param ceiling what those of a customer may, unless the customer has limits of its own
 * @param membership in a pool that has a capacity
 * @param isForCustomers whether accounts are kept for limits that customers have of their own
 */
record Terms(
    String insight,
    int queueSize,
    Algorithm algorithm,
    Policy policy,
    Limits limits,
    Limits ceiling,
    Optional<Membership> membership,
    boolean isForCustomers) {
  /** Slips that a full queue has at least. */
  private static final int SLIPS_IN_QUEUE = 10;

  /** In no pool that has a capacity. */
  Terms(
      String insight,
      int queueSize,
      Algorithm algorithm,
      Policy policy,
      Limits limits,
      Limits ceiling) {
    this(insight, queueSize, algorithm, policy, limits, ceiling, Optional.empty(), false);
  }

  static Terms of(Insight insight) {
    return new Terms(
        insight.id(),
        insight.queueSize(),
        Algorithms.find(insight.algorithm()).orElseThrow(),
        new Policy(
            insight.algorithm(),
            insight.terms().ageing(),
            insight.terms().halfLife(),
            (double) insight.terms().entryCharge()),
        insight.terms().limits(),
        insight.terms().customerLimits());
  }

  /** The same while it is held: what ended is settled, and nothing more is dispatched. */
  Terms held() {
    return new Terms(insight, 0, algorithm, policy, limits, ceiling, membership, isForCustomers);
  }

  /** The same with accounts for limits that customers have of their own, or without these. */
  Terms forCustomers(boolean isSo) {
    return new Terms(insight, queueSize, algorithm, policy, limits, ceiling, membership, isSo);
  }

  /** The same in a pool that has a capacity: more than that could ever give it never fits. */
  Terms in(Membership member, PoolTree tree) {
    return new Terms(
        insight,
        queueSize,
        algorithm,
        policy,
        limits.min(tree.most(insight)),
        ceiling,
        Optional.of(member),
        isForCustomers);
  }

  /** Whether what it has drawn is of a pool that it is not in any more. */
  boolean isElsewhere(PoolStake.Block block) {
    return membership.filter(member -> member.pool().equals(block.pool())).isEmpty();
  }

  /** Of an insight that is no more: what it still has is taken back as it comes free. */
  static Terms gone(String insight) {
    return new Terms(
        insight,
        0,
        Algorithms.find(Insight.FIFO).orElseThrow(),
        Policy.of(Insight.FIFO),
        Limits.NONE,
        Limits.NONE);
  }

  /**
   * How many agendas are dispatched on one slip. Those that are claimed keep the room of the queue
   * until the last on their slip is: where the queue is short, none wait for others.
   */
  int perSlip() {
    return Math.clamp(queueSize / SLIPS_IN_QUEUE, 1, Slip.MAX_AGENDAS);
  }

  /**
   * Whether it keeps accounts: only then is it known who holds what. One that goes by age and has
   * no limits needs none, and none of their cost, unless one of those that wait has some.
   */
  boolean keepsAccounts() {
    return algorithm.candidates() != Candidates.OLDEST
        || !limits.isNone()
        || !ceiling.isNone()
        || isForCustomers;
  }

  /** By what accounts are found, where any are kept. */
  Optional<Candidates> lookup() {
    return keepsAccounts() ? Optional.of(algorithm.candidates()) : Optional.empty();
  }
}
