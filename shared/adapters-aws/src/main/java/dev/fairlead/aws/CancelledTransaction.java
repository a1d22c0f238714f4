package dev.fairlead.aws;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a cancelled transaction means. DynamoDB gives one reason per write, in order.
 *
 * <p>A refused condition is the answer even when another write was in conflict: it did not hold,
 * and trying again would cost the caller a round to learn the same. Then come our own mistakes,
 * which no repeat mends, then throttling, then conflicts.
 */
final class CancelledTransaction {
  private static final String CONDITION = "ConditionalCheckFailed";
  private static final Set<String> MISTAKES =
      Set.of("ValidationError", "ItemCollectionSizeLimitExceeded", "AccessDenied");
  private static final Set<String> THROTTLES =
      Set.of("ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded");

  private CancelledTransaction() {}

  /** Refused, with the first condition that did not hold; all else is thrown. */
  static WriteOutcome outcome(List<Write> writes, TransactionCanceledException cancelled) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    for (int i = 0; i < reasons.size(); i++) {
      if (CONDITION.equals(reasons.get(i).code())) {
        return new WriteOutcome.Refused(i, found(writes.get(i), reasons.get(i)));
      }
    }
    throw new PortException(
        fault(reasons), "a transaction of " + writes.size() + " writes was cancelled", cancelled);
  }

  private static Optional<Item> found(Write write, CancellationReason reason) {
    return reason.hasItem() && !reason.item().isEmpty()
        ? Optional.of(StoredItem.read(write.key().table(), reason.item()))
        : Optional.empty();
  }

  private static PortException.Fault fault(List<CancellationReason> reasons) {
    if (reasons.stream().anyMatch(reason -> isOneOf(MISTAKES, reason))) {
      return PortException.Fault.LIMIT_EXCEEDED;
    }
    if (reasons.stream().anyMatch(reason -> isOneOf(THROTTLES, reason))) {
      return PortException.Fault.THROTTLED;
    }
    // TransactionConflict, and whatever reason is added one day: a cancelled transaction was not
    // applied, so trying again is always right.
    return PortException.Fault.CONFLICT;
  }

  private static boolean isOneOf(Set<String> codes, CancellationReason reason) {
    return reason.code() != null && codes.contains(reason.code());
  }
}
