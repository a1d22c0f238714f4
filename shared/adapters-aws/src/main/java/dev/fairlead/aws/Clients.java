package dev.fairlead.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Builds the SDK's clients. Each has a time limit for one try and for a whole call, below the 29
 * seconds that a request through API Gateway may take.
 *
 * <p>Who repeats what. Reads, and calls for queues, blobs, secrets and stacks may be repeated
 * whenever the SDK deems the failure passing: a read changes nothing, a message is a hint and
 * delivered at least once anyway, a blob is named by its content, a secret that is set twice is
 * set, and a stack is named by what it is for. A write to DynamoDB is another matter, see {@link
 * WriteRetries}.
 *
 * @param region by the SDK's own chain unless given
 * @param credentials by the SDK's own chain unless given
 * @param patience multiplies every time limit: 1 on AWS, more on an emulator that shares a busy
 *     machine with whoever calls it
 */
record Clients(
    Optional<Region> region, Optional<AwsCredentialsProvider> credentials, int patience) {
  private static final int TRIES = 4;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  static final Duration ITEM_TRY = Duration.ofSeconds(3);
  static final Duration ITEM_CALL = Duration.ofSeconds(10);
  static final Duration QUEUE_TRY = Duration.ofSeconds(5);
  static final Duration QUEUE_CALL = Duration.ofSeconds(12);
  static final Duration BLOB_TRY = Duration.ofSeconds(12);
  static final Duration BLOB_CALL = Duration.ofSeconds(25);

  static final Duration SECRET_TRY = Duration.ofSeconds(3);
  static final Duration SECRET_CALL = Duration.ofSeconds(10);

  static final Duration STACK_TRY = Duration.ofSeconds(5);
  static final Duration STACK_CALL = Duration.ofSeconds(12);

  /** The longest that SQS keeps a receive waiting. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  static Clients bySdk() {
    return new Clients(Optional.empty(), Optional.empty(), 1);
  }

  DynamoDbClient dynamoDbReads(AwsSettings settings) {
    return dynamoDb(
        settings,
        repeatable().toBuilder()
            .backoffStrategy(WriteRetries.BACKOFF)
            .throttlingBackoffStrategy(WriteRetries.BACKOFF)
            .build());
  }

  DynamoDbClient dynamoDbWrites(AwsSettings settings) {
    return dynamoDb(settings, WriteRetries.ONLY_IF_NOT_APPLIED);
  }

  private DynamoDbClient dynamoDb(AwsSettings settings, StandardRetryStrategy retries) {
    var builder = DynamoDbClient.builder();
    configure(builder);
    settings.dynamoDbEndpoint().ifPresent(builder::endpointOverride);
    return builder
        .httpClient(
            UrlConnectionHttpClient.create(
                address -> SendOnceConnection.to(address, CONNECT, patient(ITEM_TRY))))
        .overrideConfiguration(limits(ITEM_TRY, ITEM_CALL, retries))
        .build();
  }

  SqsClient sqs(AwsSettings settings) {
    var builder = SqsClient.builder();
    configure(builder);
    settings.sqsEndpoint().ifPresent(builder::endpointOverride);
    return builder
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(LONGEST_POLL.plus(patient(QUEUE_TRY)))
                .build())
        .overrideConfiguration(limits(QUEUE_TRY, QUEUE_CALL, repeatable()))
        .build();
  }

  S3Client s3(AwsSettings settings) {
    var builder = S3Client.builder();
    configure(builder);
    // An emulator's bucket has no host name of its own.
    settings.s3Endpoint().ifPresent(at -> builder.endpointOverride(at).forcePathStyle(true));
    return builder
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(patient(BLOB_TRY))
                .build())
        // We send the SHA-256 that we know anyway and check it on the way back ourselves; the SDK's
        // further checksums would cost time and make the body chunked.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
        .overrideConfiguration(limits(BLOB_TRY, BLOB_CALL, repeatable()))
        .build();
  }

  SsmClient ssm(AwsSettings settings) {
    var builder = SsmClient.builder();
    configure(builder);
    settings.ssmEndpoint().ifPresent(builder::endpointOverride);
    return builder
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(patient(SECRET_TRY))
                .build())
        .overrideConfiguration(limits(SECRET_TRY, SECRET_CALL, repeatable()))
        .build();
  }

  CloudFormationClient cloudFormation(AwsSettings settings) {
    var builder = CloudFormationClient.builder();
    configure(builder);
    settings.cloudFormationEndpoint().ifPresent(builder::endpointOverride);
    return builder
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(patient(STACK_TRY))
                .build())
        .overrideConfiguration(limits(STACK_TRY, STACK_CALL, repeatable()))
        .build();
  }

  /** Signs, and calls nobody: it needs no client of its own. */
  S3Presigner s3Presigner(AwsSettings settings) {
    var builder = S3Presigner.builder();
    region.ifPresent(builder::region);
    credentials.ifPresent(builder::credentialsProvider);
    settings
        .s3Endpoint()
        .ifPresent(at ->
            builder
                .endpointOverride(at)
                .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build()));
    return builder.build();
  }

  EksTokens eksTokens(String cluster, Optional<String> where, InstantSource clock) {
    return new EksTokens(
        cluster,
        where
            .map(Region::of)
            .or(() -> region)
            .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion()),
        credentials.orElseGet(() -> DefaultCredentialsProvider.builder().build()),
        clock);
  }

  private void configure(AwsClientBuilder<?, ?> builder) {
    region.ifPresent(builder::region);
    credentials.ifPresent(builder::credentialsProvider);
  }

  private static StandardRetryStrategy repeatable() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES).build();
  }

  private Duration patient(Duration limit) {
    return limit.multipliedBy(patience);
  }

  private ClientOverrideConfiguration limits(
      Duration oneTry, Duration call, StandardRetryStrategy retries) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(patient(oneTry))
        .apiCallTimeout(patient(call))
        .retryStrategy(retries)
        .build();
  }
}
