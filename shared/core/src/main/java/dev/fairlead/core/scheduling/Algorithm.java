package dev.fairlead.core.scheduling;

import java.time.Instant;

/**
 * In which order customers come, and what a dispatch costs them. Pure and stateless: what it is
 * asked for depends on its arguments alone. Found by {@link java.util.ServiceLoader}, so it is
 * public with a public constructor without arguments.
 *
 * <p>A customer's own agendas of a lane go as {@link #order} has them, then the oldest first. Among
 * accounts of the same order the one with the older agenda comes first, then the smaller agenda id:
 * {@link Contest} sees to that, and to quotas.
 */
public interface Algorithm {
  /** What insights call it: {@code a-z 0-9 -}. */
  String name();

  /** By what the scheduler looks accounts up. */
  Candidates candidates();

  /** Whether a customer has an account, and the insight a line, for each level of priority. */
  default boolean hasLanes() {
    return false;
  }

  /**
   * A lane's place among lanes; smaller first. Asked only if there are lanes.
   *
   * @param oldest when the lane's oldest agenda that can be admitted was added
   */
  default double laneOrder(int lane, Instant oldest, Policy policy) {
    return 0;
  }

  /**
   * An account's place in its lane; smaller first. Never smaller for a larger start tag, a younger
   * agenda or a larger estimate, so that what was not read is known to come no earlier than a
   * bound. An algorithm that looks accounts up by how little they were served goes by the start tag
   * alone.
   *
   * @param startTag S, in slot-seconds per unit of weight
   */
  double order(double startTag, Waiting head, Policy policy);

  /** Slot-seconds that a dispatch is charged, before it is known what it uses; 0: nothing ever. */
  default double charge(Waiting next) {
    return 0;
  }
}
