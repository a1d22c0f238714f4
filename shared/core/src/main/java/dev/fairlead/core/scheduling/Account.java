package dev.fairlead.core.scheduling;

import java.util.List;

/**
 * A customer in a lane, with the first of its waiting agendas.
 *
 * @param finishTag F: where its last dispatch ends in virtual time
 * @param heads its oldest waiting agendas of that lane, in any order; at least one
 * @param hasMore whether there may be more that were not read. None of those is older than the
 *     youngest of the heads. Need not be told of such as go after what is told of the lane ({@link
 *     Beyond}): a contest comes to none of them
 * @param entered whether F was brought up to V ({@link FairTags#startTag}) when the account last
 *     got something to wait for, or came back from its ceiling. Then S = F: what it is given back
 *     while it competes is not lost, even if that brings it below V. Otherwise S = max(V, F)
 */
public record Account(
    AccountKey key, double finishTag, List<Waiting> heads, boolean hasMore, boolean entered) {
  public Account {
    if (heads.isEmpty() || !Double.isFinite(finishTag)) {
      throw new IllegalArgumentException(key + ": " + heads.size() + " heads, F " + finishTag);
    }
    heads = List.copyOf(heads);
  }

  /** One of which nobody knows when it entered. */
  public Account(AccountKey key, double finishTag, List<Waiting> heads, boolean hasMore) {
    this(key, finishTag, heads, hasMore, false);
  }
}
