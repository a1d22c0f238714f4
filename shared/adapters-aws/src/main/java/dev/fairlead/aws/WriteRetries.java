package dev.fairlead.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * When the SDK may repeat a write to DynamoDB: only when the last try surely changed nothing.
 *
 * <p>A conditional write whose answer is lost may have been applied. Were it repeated, the second
 * try would find its own item and be refused, and the caller would believe that someone else had
 * won; an unconditional one could undo what another wrote in between. So after a broken connection,
 * a time limit or a 5xx the write ends as {@code TIMED_OUT}, and the caller, who knows what its
 * item means, reads and decides. Repeated are only: throttling, and connections that never came
 * about. The SDK knows retries by client, not by request, so writes have a client of their own. The
 * same holds for transactions: their client token would make a repeat safe, but not the answer to a
 * repeat that is then throttled or in conflict.
 *
 * <p>Below the SDK the JDK repeats too: see {@link SendOnceConnection}.
 */
final class WriteRetries {
  private static final int TRIES = 4;

  /** As short as the SDK's own for DynamoDB, where partitions recover within milliseconds. */
  static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofSeconds(2));

  static final StandardRetryStrategy ONLY_IF_NOT_APPLIED =
      DefaultRetryStrategy.standardStrategyBuilder()
          .maxAttempts(TRIES)
          .useClientDefaults(false)
          .backoffStrategy(BACKOFF)
          .throttlingBackoffStrategy(BACKOFF)
          .retryOnException(WriteRetries::isSurelyNotApplied)
          .treatAsThrottling(WriteRetries::isThrottling)
          .build();

  private WriteRetries() {}

  static boolean isSurelyNotApplied(Throwable failure) {
    return isThrottling(failure) || wasNeverSent(failure);
  }

  private static boolean isThrottling(Throwable failure) {
    return failure instanceof SdkServiceException answer
        && answer.isThrottlingException()
        && !Faults.isStillRunning(answer);
  }

  /**
   * Whether no connection was made. A connect that timed out can't be told from a read that did.
   */
  static boolean wasNeverSent(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }
}
