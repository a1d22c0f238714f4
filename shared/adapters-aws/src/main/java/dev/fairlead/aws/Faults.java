package dev.fairlead.aws;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What the SDK's exceptions mean for the ports. The one question that must not be answered wrongly
 * is whether a write was surely not applied; where that is open, the answer is {@code TIMED_OUT}.
 */
final class Faults {
  private static final Set<String> CONFLICTS =
      Set.of("TransactionConflictException", "ReplicatedWriteConflictException");
  private static final String STILL_RUNNING = "TransactionInProgressException";

  /** Too many messages in flight; codes of SQS's older and newer protocol. */
  private static final Set<String> THROTTLES =
      Set.of("OverLimit", "AWS.SimpleQueueService.OverLimit", "RequestThrottled");

  /** Something of the environment is missing or closed to us; comes right without a new build. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "ResourceNotFoundException",
          "QueueDoesNotExist",
          "AWS.SimpleQueueService.NonExistentQueue",
          "NoSuchBucket",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "ExpiredTokenException",
          "ExpiredToken",
          "AccessDeniedException",
          "RequestTimeout");

  private Faults() {}

  /** Of a call that changes nothing, or may be repeated at will. */
  static PortException ofRepeatable(String doing, SdkException failure) {
    Fault fault = faultOf(failure);
    return new PortException(
        fault == Fault.TIMED_OUT && !isOutOfTime(failure) ? Fault.UNAVAILABLE : fault,
        message(doing, failure),
        failure);
  }

  /** Of a write. */
  static PortException ofWrite(String doing, SdkException failure) {
    return new PortException(faultOf(failure), message(doing, failure), failure);
  }

  private static Fault faultOf(SdkException failure) {
    if (failure instanceof SdkServiceException answer) {
      return faultOf(answer, codeOf(answer));
    }
    if (isOutOfTime(failure)) {
      return Fault.TIMED_OUT;
    }
    if (WriteRetries.wasNeverSent(failure) || hasCause(failure, SSLHandshakeException.class)) {
      return Fault.UNAVAILABLE;
    }
    // A connection that broke after it was made may have carried the request. What has no
    // transport error as its cause (no credentials, no region) failed before any was opened.
    return hasCause(failure, IOException.class) ? Fault.TIMED_OUT : Fault.UNAVAILABLE;
  }

  private static Fault faultOf(SdkServiceException answer, String code) {
    if (isStillRunning(answer)) {
      return Fault.TIMED_OUT;
    }
    if (answer.isThrottlingException() || THROTTLES.contains(code)) {
      return Fault.THROTTLED;
    }
    if (CONFLICTS.contains(code)) {
      return Fault.CONFLICT;
    }
    if (answer.statusCode() >= 500) {
      return Fault.TIMED_OUT;
    }
    return answer.statusCode() == 401 || answer.statusCode() == 403 || NOT_THERE.contains(code)
        ? Fault.UNAVAILABLE
        : Fault.LIMIT_EXCEEDED;
  }

  /** Whether an earlier try of the same transaction may yet succeed; the SDK calls it throttled. */
  static boolean isStillRunning(SdkServiceException answer) {
    return codeOf(answer).equals(STILL_RUNNING);
  }

  private static boolean isOutOfTime(SdkException failure) {
    return failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || failure instanceof AbortedException
        || hasCause(failure, SocketTimeoutException.class);
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String codeOf(SdkServiceException answer) {
    return answer instanceof AwsServiceException aws
            && aws.awsErrorDetails() != null
            && aws.awsErrorDetails().errorCode() != null
        ? aws.awsErrorDetails().errorCode()
        : "";
  }

  private static String message(String doing, SdkException failure) {
    return doing + " failed: " + failure.getMessage();
  }
}
