package dev.fairlead.core.port;

/**
 * Queues that come and go while the environment runs, each with its dead letters and with the
 * executor as its reader: the shape of a CloudFormation stack for each. What is asked for is done
 * later; {@link #find} tells when. Asking twice is the same as once, and a queue's name is all that
 * a second asker needs to find what the first one began.
 *
 * <p>Names are letters, digits and hyphens, at most 41. Every method may throw {@link
 * PortException}.
 */
public interface QueueProvisioner {
  /** What there is of a queue. */
  enum State {
    /** Nothing. */
    ABSENT,
    /** It is being made, changed or removed. */
    CHANGING,
    /** It is there and keeps what it is sent; nobody reads it. */
    RESTING,
    /** It is there, and the executor reads it. */
    READ,
    /** Making or removing it failed; it can be removed. */
    BROKEN
  }

  /** What there is now. Cost: 1 request. */
  State find(String queue);

  /**
   * Asks for a queue to be there, and to be read or not. Nothing happens while it is {@link
   * State#CHANGING} or {@link State#BROKEN}. Cost: 1 request, at most 2.
   */
  void provide(String queue, boolean isRead);

  /** Asks for a queue, its dead letters and all messages in both to go. Cost: 1 request. */
  void remove(String queue);
}
