package dev.fairlead.doctor.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * How AWS is reached. Every call reads, so all may be repeated.
 *
 * @param region empty where none is known
 * @param endpoint another address than AWS's, for a test
 */
record AwsAccess(
    Optional<Region> region,
    AwsCredentialsProvider credentials,
    Optional<URI> endpoint,
    RetryStrategy retries) {
  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ONE_TRY = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(20);

  /** As the SDK's own chains find region and credentials: environment, profile, then the host. */
  static AwsAccess bySdk(Optional<String> region) {
    return new AwsAccess(
        region.map(Region::of).or(AwsAccess::regionByChain),
        DefaultCredentialsProvider.builder().build(),
        Optional.empty(),
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES).build());
  }

  private static Optional<Region> regionByChain() {
    try {
      return Optional.of(new DefaultAwsRegionProviderChain().getRegion());
    } catch (SdkClientException nowhere) {
      return Optional.empty();
    }
  }

  StsClient sts() {
    return configured(StsClient.builder()).build();
  }

  CloudFormationClient cloudFormation() {
    return configured(CloudFormationClient.builder()).build();
  }

  CloudWatchClient cloudWatch() {
    return configured(CloudWatchClient.builder()).build();
  }

  Ec2Client ec2() {
    return configured(Ec2Client.builder()).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder) {
    region.ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ONE_TRY))
        .overrideConfiguration(limits ->
            limits.apiCallAttemptTimeout(ONE_TRY).apiCallTimeout(CALL).retryStrategy(retries));
  }
}
