package dev.fairlead.doctor.aws;

import dev.fairlead.doctor.finding.Reading;
import dev.fairlead.doctor.finding.Reading.Why;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Why AWS did not answer as asked. Only words that hold no secret are passed on: what AWS says of a
 * wrong signature repeats the request, session token and all.
 */
final class Refusals {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "AuthFailure",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "RequestTimeTooSkewed",
          "InvalidIdentityToken");

  /** EC2 ends its sentence with a long text for which one needs another permission to read. */
  private static final String ENCODED = "Encoded authorization failure message";

  private Refusals() {}

  static <T> Reading<T> unseen(SdkException failure) {
    return failure instanceof SdkServiceException answer
        ? ofAnswer(answer, codeOf(answer))
        : ofClient(failure);
  }

  private static <T> Reading<T> ofAnswer(SdkServiceException answer, String code) {
    if (EXPIRED.contains(code)) {
      return Reading.unseen(Why.EXPIRED_CREDENTIALS, code);
    }
    if (UNKNOWN.contains(code) || answer.statusCode() == 401) {
      return Reading.unseen(Why.REFUSED_CREDENTIALS, code);
    }
    if (answer.isThrottlingException()) {
      return Reading.unseen(Why.THROTTLED, code);
    }
    if (answer.statusCode() == 403) {
      return Reading.unseen(Why.FORBIDDEN, messageOf(answer).orElse(code));
    }
    return Reading.unseen(Why.BROKEN, "status " + answer.statusCode() + " " + code);
  }

  /** Nothing was sent, or nothing came back. */
  private static <T> Reading<T> ofClient(SdkException failure) {
    Optional<Throwable> transport =
        causes(failure).filter(IOException.class::isInstance).findFirst();
    if (transport.isPresent()) {
      return Reading.unseen(Why.UNREACHABLE, told(transport.get()));
    }
    if (failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException) {
      return Reading.unseen(Why.UNREACHABLE, "no answer in time");
    }
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("expired")) {
      return Reading.unseen(Why.EXPIRED_CREDENTIALS, "");
    }
    return said.contains("credentials")
        ? Reading.unseen(Why.NO_CREDENTIALS, "")
        : Reading.unseen(Why.BROKEN, failure.getClass().getSimpleName());
  }

  private static String told(Throwable transport) {
    String message = String.valueOf(transport.getMessage());
    return transport instanceof UnknownHostException ? "no such host: " + message : message;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause.getCause() != null, Throwable::getCause)
        .map(Throwable::getCause);
  }

  static String codeOf(SdkServiceException answer) {
    return answer instanceof AwsServiceException aws
            && aws.awsErrorDetails() != null
            && aws.awsErrorDetails().errorCode() != null
        ? aws.awsErrorDetails().errorCode()
        : "";
  }

  private static Optional<String> messageOf(SdkServiceException answer) {
    return answer instanceof AwsServiceException aws && aws.awsErrorDetails() != null
        ? Optional.ofNullable(aws.awsErrorDetails().errorMessage())
            .map(message -> message.split(ENCODED, 2)[0].strip())
            .filter(message -> !message.isEmpty())
        : Optional.empty();
  }
}
