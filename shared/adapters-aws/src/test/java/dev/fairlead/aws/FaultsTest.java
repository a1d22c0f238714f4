package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.PortException.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class FaultsTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        // failure, of a write, of a read
        both(answer(400, "ProvisionedThroughputExceededException"), Fault.THROTTLED),
        both(answer(400, "ThrottlingException"), Fault.THROTTLED),
        both(answer(400, "RequestLimitExceeded"), Fault.THROTTLED),
        both(answer(429, "Whatever"), Fault.THROTTLED),
        both(answer(403, "OverLimit"), Fault.THROTTLED),
        both(answer(400, "TransactionConflictException"), Fault.CONFLICT),
        both(answer(400, "ValidationException"), Fault.LIMIT_EXCEEDED),
        both(answer(400, "ItemCollectionSizeLimitExceededException"), Fault.LIMIT_EXCEEDED),
        both(answer(400, "ResourceNotFoundException"), Fault.UNAVAILABLE),
        both(answer(403, "AccessDenied"), Fault.UNAVAILABLE),
        both(answer(400, "ExpiredTokenException"), Fault.UNAVAILABLE),
        Arguments.of(
            answer(400, "TransactionInProgressException"), Fault.TIMED_OUT, Fault.UNAVAILABLE),
        Arguments.of(answer(500, "InternalServerError"), Fault.TIMED_OUT, Fault.UNAVAILABLE),
        Arguments.of(answer(503, "ServiceUnavailable"), Fault.TIMED_OUT, Fault.UNAVAILABLE),
        both(ApiCallTimeoutException.create(1), Fault.TIMED_OUT),
        both(ApiCallAttemptTimeoutException.create(1), Fault.TIMED_OUT),
        both(client(new SocketTimeoutException("Read timed out")), Fault.TIMED_OUT),
        Arguments.of(
            client(new SocketException("Connection reset")), Fault.TIMED_OUT, Fault.UNAVAILABLE),
        Arguments.of(
            client(new IOException("Unexpected end of file")), Fault.TIMED_OUT, Fault.UNAVAILABLE),
        both(client(new ConnectException("Connection refused")), Fault.UNAVAILABLE),
        both(client(new UnknownHostException("dynamodb")), Fault.UNAVAILABLE),
        both(client(new SSLHandshakeException("no common cipher")), Fault.UNAVAILABLE),
        both(SdkClientException.create("no credentials"), Fault.UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void claimsNotAppliedOnlyWhenThatIsSure(SdkException failure, Fault ofWrite, Fault ofRead) {
    assertThat(Faults.ofWrite("writing", failure).fault()).isEqualTo(ofWrite);
    assertThat(Faults.ofRepeatable("reading", failure).fault()).isEqualTo(ofRead);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void neverRepeatsAWriteThatMayHaveBeenApplied(SdkException failure, Fault ofWrite, Fault ofRead) {
    assertThat(WriteRetries.isSurelyNotApplied(failure) && ofWrite == Fault.TIMED_OUT).isFalse();
  }

  private static Arguments both(SdkException failure, Fault fault) {
    return Arguments.of(failure, fault, fault);
  }

  private static SdkException client(IOException cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static SdkException answer(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
