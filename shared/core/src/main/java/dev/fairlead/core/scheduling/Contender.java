package dev.fairlead.core.scheduling;

/**
 * An account as a contest goes on. Its heads are ranks by age among all candidates, in the order in
 * which they go.
 */
final class Contender {
  private final AccountKey key;
  private final Share share;
  private final boolean hasMore;
  private final boolean entered;
  private final int[] heads;
  private int next;
  private double finishTag;
  private double startTag;
  private double order;

  Contender(Account account, Share share, int[] heads) {
    this.key = account.key();
    this.share = share;
    this.hasMore = account.hasMore();
    this.entered = account.entered();
    this.heads = heads.clone();
    this.finishTag = account.finishTag();
  }

  AccountKey key() {
    return key;
  }

  Share share() {
    return share;
  }

  int[] heads() {
    return heads.clone();
  }

  double finishTag() {
    return finishTag;
  }

  /** S at that virtual time. */
  double startTagAt(double virtualTime) {
    return entered ? finishTag : FairTags.startTag(virtualTime, finishTag);
  }

  boolean isEntered() {
    return entered;
  }

  boolean wasPicked() {
    return next > 0;
  }

  /** Whether the agenda that would be next was read. */
  boolean hasHead() {
    return next < heads.length;
  }

  /** Whether there is, or may be, an agenda that would be next. */
  boolean goesOn() {
    return hasHead() || hasMore;
  }

  /** Its next agenda or, once all that was read is picked, the last: what comes is no older. */
  int head() {
    return heads[Math.min(next, heads.length - 1)];
  }

  /** Its head was picked. */
  void served(double newFinishTag) {
    next++;
    finishTag = newFinishTag;
  }

  /** Its place in its lane as it was when last asked for. */
  double order() {
    return order;
  }

  /** Its start tag at that time. */
  double startTag() {
    return startTag;
  }

  void place(double newStartTag, double newOrder) {
    startTag = newStartTag;
    order = newOrder;
  }
}
