package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.testkit.time.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class EksTokensTest {
  private static final String ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant SIGNED = Instant.parse("2026-03-04T05:06:07Z");

  private final SettableClock clock = new SettableClock(SIGNED);

  private EksTokens tokens(Region region, AwsCredentials credentials) {
    return new EksTokens("media", region, StaticCredentialsProvider.create(credentials), clock);
  }

  private static URI url(String token) {
    assertThat(token).startsWith("k8s-aws-v1.").doesNotContain("=");
    byte[] url = Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length()));
    return URI.create(new String(url, StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(URI url) {
    return Arrays.stream(url.getQuery().split("&"))
        .map(part -> part.split("=", 2))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  /** Signatures by botocore, which signs the tokens of the aws command line. */
  @ParameterizedTest
  @CsvSource({
    "eu-central-1, sts.eu-central-1.amazonaws.com,"
        + " 2b2d6ccb2b8aa5ba02e7e1789e0841c49bfba96feb5cde40c1105af8c4cfa764",
    "cn-north-1, sts.cn-north-1.amazonaws.com.cn,"
        + " 8c5dec9642dbb435732a3e82f6593df4731ff6707f8e3ca385979870c37f3e28"
  })
  void asksWhoTheCallerIsAsAnotherSignerDoes(String region, String host, String signature) {
    URI url = url(tokens(Region.of(region), AwsBasicCredentials.create(ID, SECRET)).get());

    assertThat(url.getScheme()).isEqualTo("https");
    assertThat(url.getHost()).isEqualTo(host);
    assertThat(url.getPath()).isEqualTo("/");
    assertThat(query(url))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Action", "GetCallerIdentity",
                "Version", "2011-06-15",
                "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
                "X-Amz-Credential", ID + "/20260304/" + region + "/sts/aws4_request",
                "X-Amz-Date", "20260304T050607Z",
                "X-Amz-Expires", "60",
                "X-Amz-SignedHeaders", "host;x-k8s-aws-id",
                "X-Amz-Signature", signature));
  }

  /** A function's credentials are those of a session. */
  @Test
  void signsTheSessionAlong() {
    var session = AwsSessionCredentials.create(ID, SECRET, "FwoGZXIvYXdzEXAMPLE/token+==");

    assertThat(query(url(tokens(Region.EU_CENTRAL_1, session).get())))
        .hasSize(9)
        .containsEntry("X-Amz-Security-Token", "FwoGZXIvYXdzEXAMPLE/token+==")
        .containsEntry(
            "X-Amz-Signature", "43754385cbb8ef3ad392a410acb243b68cadd6015226945180dc20fae5bee7cf");
  }

  @Test
  void isUsedAgainAndSignedAnewLongBeforeItsEnd() {
    var tokens = tokens(Region.EU_CENTRAL_1, AwsBasicCredentials.create(ID, SECRET));
    String first = tokens.get();

    clock.advance(EksTokens.KEPT.minusSeconds(1));
    assertThat(tokens.get()).isEqualTo(first);
    clock.advance(Duration.ofSeconds(1));

    assertThat(query(url(tokens.get()))).containsEntry("X-Amz-Date", "20260304T051607Z");
  }

  @Test
  void isGoodForNoOtherCluster() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, SECRET));

    assertThat(new EksTokens("other", Region.EU_CENTRAL_1, credentials, clock).get())
        .isNotEqualTo(new EksTokens("media", Region.EU_CENTRAL_1, credentials, clock).get());
  }

  @Test
  void saysForWhichClusterThereAreNoCredentials() {
    var tokens =
        new EksTokens(
            "media",
            Region.EU_CENTRAL_1,
            () -> {
              throw SdkClientException.create("no credentials");
            },
            clock);

    assertThatThrownBy(tokens::get)
        .isInstanceOf(PortException.class)
        .hasMessageContaining("cluster media");
  }

  @Test
  void isOfTheFunctionsRegionUnlessAnotherIsNamed() {
    var aws = EmulatedAws.with().open();

    assertThat(url(aws.clusterTokens("media", Optional.empty(), clock).get()).getHost())
        .isEqualTo("sts.eu-central-1.amazonaws.com");
    assertThat(url(aws.clusterTokens("media", Optional.of("us-east-2"), clock).get()).getHost())
        .isEqualTo("sts.us-east-2.amazonaws.com");
  }
}
