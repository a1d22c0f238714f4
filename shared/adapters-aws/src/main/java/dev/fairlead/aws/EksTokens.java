package dev.fairlead.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Tokens by which an EKS cluster knows whoever the credentials are of: a signed question to STS
 * that the cluster asks in our name. Signs by itself and calls nobody. Thread-safe.
 *
 * @see "github.com/kubernetes-sigs/aws-iam-authenticator, API Authorization from Outside a Cluster"
 */
final class EksTokens implements Supplier<String> {
  private static final String PREFIX = "k8s-aws-v1.";
  private static final String CLUSTER = "x-k8s-aws-id";

  /** What a cluster asks to be signed; it takes the token for 15 minutes all the same. */
  private static final Duration SIGNED_FOR = Duration.ofSeconds(60);

  /**
   * A token is used again for so long, since a cluster asks STS anew about each one that it does
   * not know. Minutes below the 15, for clocks that differ and calls under way.
   */
  static final Duration KEPT = Duration.ofMinutes(10);

  private record Token(String text, Instant signed) {
    /** A clock that was set back says nothing of a token's age. */
    boolean isGoodAt(Instant now) {
      return !now.isBefore(signed) && now.isBefore(signed.plus(KEPT));
    }
  }

  private final String cluster;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final InstantSource clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private Optional<Token> kept = Optional.empty();

  /**
   * Signs nothing yet.
   *
   * @param cluster its name, which is signed along: no other cluster takes the token
   * @param region whose STS the cluster asks
   */
  EksTokens(
      String cluster, Region region, AwsCredentialsProvider credentials, InstantSource clock) {
    this.cluster = cluster;
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * A token that is good for 5 minutes and more.
   *
   * @throws dev.fairlead.core.port.PortException if there are no credentials
   */
  @Override
  public synchronized String get() {
    Instant now = clock.instant();
    Token token = kept.filter(last -> last.isGoodAt(now)).orElseGet(() -> sign(now));
    kept = Optional.of(token);
    return token.text();
  }

  private Token sign(Instant now) {
    var question =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host("sts." + region.id() + "." + PartitionMetadata.of(region).dnsSuffix())
            .encodedPath("/")
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", "2011-06-15")
            .putHeader(CLUSTER, cluster)
            .build();
    try {
      var identity = credentials.resolveCredentials();
      String signed =
          signer
              .sign(request ->
                  request
                      .identity(identity)
                      .request(question)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                      .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                      .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, SIGNED_FOR)
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
              .request()
              .getUri()
              .toString();
      return new Token(
          PREFIX
              + Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(signed.getBytes(StandardCharsets.UTF_8)),
          now);
    } catch (SdkException e) {
      throw Faults.ofRepeatable("signing a token for the cluster " + cluster, e);
    }
  }
}
