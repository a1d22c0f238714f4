package dev.fairlead.doctor.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.doctor.finding.Reading;
import dev.fairlead.doctor.finding.Reading.Unseen;
import dev.fairlead.doctor.finding.Reading.Why;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class RefusalsTest {
  private static final String SECRET = "IQoJb3JpZ2luX2VjE";

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, EXPIRED_CREDENTIALS",
    "403, ExpiredTokenException, EXPIRED_CREDENTIALS",
    "400, RequestExpired, EXPIRED_CREDENTIALS",
    "403, InvalidClientTokenId, REFUSED_CREDENTIALS",
    "403, SignatureDoesNotMatch, REFUSED_CREDENTIALS",
    "403, AccessDenied, FORBIDDEN",
    "400, Throttling, THROTTLED",
    "400, RequestLimitExceeded, THROTTLED",
    "503, ServiceUnavailable, BROKEN",
    "400, OptInRequired, BROKEN",
  })
  void tellsRefusalsApart(int status, String code, Why want) {
    aws.refuse("GetCallerIdentity", status, code, "no");

    assertThat(unseen(aws.environment().caller()).why()).isEqualTo(want);
  }

  @Test
  void whatMayNotBeDoneIsSaidInTheirWords() {
    aws.refuse(
        "DescribeAlarms", 403, "AccessDenied", "User: ada is not authorized to DescribeAlarms");

    assertThat(aws.environment().alarms("p"))
        .isEqualTo(Reading.unseen(Why.FORBIDDEN, "User: ada is not authorized to DescribeAlarms"));
  }

  @Test
  void aWrongSignatureIsNotExplainedByTheRequestWithItsToken() {
    aws.refuse(
        "GetCallerIdentity",
        403,
        "SignatureDoesNotMatch",
        "The Canonical String should have been x-amz-security-token:" + SECRET);

    assertThat(unseen(aws.environment().caller()).said())
        .isEqualTo("SignatureDoesNotMatch")
        .doesNotContain(SECRET);
  }

  @Test
  void ec2sEncodedPostscriptIsLeftOut() {
    aws.refuseAsEc2(
        "DescribeInstances",
        403,
        "UnauthorizedOperation",
        "You are not authorized to perform this operation. Encoded authorization failure message:"
            + " 4GIOHl");

    assertThat(aws.environment().hosts("t", "v"))
        .isEqualTo(
            Reading.unseen(Why.FORBIDDEN, "You are not authorized to perform this operation."));
  }

  @Test
  void aMomentsThrottlingIsWaitedOut() {
    aws.refuse("DescribeAlarms", 400, "Throttling", "Rate exceeded")
        .answer("DescribeAlarms", "<MetricAlarms/>");

    assertThat(aws.environment().alarms("p")).isEqualTo(Reading.seen(List.of()));
    assertThat(aws.calls("DescribeAlarms")).hasSize(2);
  }

  @Test
  void aPageThatIsRefusedIsNotTakenForTheEnd() {
    aws.answer("DescribeAlarms", "<MetricAlarms/><NextToken>more</NextToken>")
        .refuse("DescribeAlarms", 403, "AccessDenied", "no");

    assertThat(unseen(aws.environment().alarms("p")).why()).isEqualTo(Why.FORBIDDEN);
  }

  @Test
  void whereNobodyListensNothingIsReached() {
    var access = aws.access();
    aws.close();

    assertThat(unseen(new AwsEnvironment(access).caller()).why()).isEqualTo(Why.UNREACHABLE);
  }

  @Test
  void anAnswerThatIsNoXmlIsBroken() {
    aws.answerOfEc2("GetCallerIdentity", "<not closed");

    assertThat(unseen(aws.environment().caller()).why()).isEqualTo(Why.BROKEN);
  }

  @Test
  void withoutCredentialsNothingIsSent() {
    assertThat(unseen(failingBy("Unable to load credentials from any of the providers")))
        .isEqualTo(new Unseen<>(Why.NO_CREDENTIALS, ""));
    assertThat(unseen(failingBy("credentials: The SSO session has expired")))
        .isEqualTo(new Unseen<>(Why.EXPIRED_CREDENTIALS, ""));
    assertThat(aws.calls("GetCallerIdentity")).isEmpty();
  }

  @Test
  void withoutARegionNothingIsSent() {
    var access = aws.access();
    var nowhere =
        new AwsAccess(Optional.empty(), access.credentials(), access.endpoint(), access.retries());

    assertThat(unseen(new AwsEnvironment(nowhere).caller()).why()).isEqualTo(Why.NO_REGION);
  }

  private Reading<?> failingBy(String message) {
    var access = aws.access();
    return new AwsEnvironment(
            new AwsAccess(
                access.region(),
                () -> {
                  throw SdkClientException.create(message);
                },
                access.endpoint(),
                access.retries()))
        .caller();
  }

  private static Unseen<?> unseen(Reading<?> reading) {
    if (reading instanceof Unseen<?> unseen) {
      return unseen;
    }
    throw new AssertionError("was seen: " + reading);
  }
}
