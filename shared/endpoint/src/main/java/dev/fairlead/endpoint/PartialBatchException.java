package dev.fairlead.endpoint;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Some messages of a batch could not be handled; the others were. The failures are its suppressed
 * exceptions.
 */
public final class PartialBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final LinkedHashSet<String> messageIds;

  /**
   * A partial failure.
   *
   * @param messageIds what is to be delivered again
   */
  public PartialBatchException(Set<String> messageIds) {
    super(messageIds.size() + " messages of the batch failed");
    this.messageIds = new LinkedHashSet<>(messageIds);
  }

  public Set<String> messageIds() {
    return Set.copyOf(messageIds);
  }
}
