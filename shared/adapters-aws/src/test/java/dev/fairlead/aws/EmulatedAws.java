package dev.fairlead.aws;

import dev.fairlead.catalog.FunctionSpec;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Opens the adapters on emulators, with credentials that are good for nothing else. */
record EmulatedAws(
    Optional<URI> dynamoDb,
    Optional<URI> sqs,
    Optional<URI> s3,
    Optional<URI> ssm,
    Optional<URI> cloudFormation) {
  static final String PREFIX = "fairlead-test-";
  static final String BUCKET = "fairlead-test-blobs";
  static final Region REGION = Region.EU_CENTRAL_1;

  /** What is not said to be somewhere is nowhere: no test can reach AWS itself. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  static final Clients CLIENTS =
      new Clients(
          Optional.of(REGION),
          Optional.of(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing"))),
          10);

  static EmulatedAws with() {
    var nowhere = Optional.of(NOWHERE);
    return new EmulatedAws(nowhere, nowhere, nowhere, nowhere, nowhere);
  }

  EmulatedAws dynamoDb(URI address) {
    return new EmulatedAws(Optional.of(address), sqs, s3, ssm, cloudFormation);
  }

  EmulatedAws sqs(URI address) {
    return new EmulatedAws(dynamoDb, Optional.of(address), s3, ssm, cloudFormation);
  }

  EmulatedAws s3(URI address) {
    return new EmulatedAws(dynamoDb, sqs, Optional.of(address), ssm, cloudFormation);
  }

  EmulatedAws ssm(URI address) {
    return new EmulatedAws(dynamoDb, sqs, s3, Optional.of(address), cloudFormation);
  }

  EmulatedAws cloudFormation(URI address) {
    return new EmulatedAws(dynamoDb, sqs, s3, ssm, Optional.of(address));
  }

  AwsSettings settings() {
    return new AwsSettings(
        "test", PREFIX, PREFIX, BUCKET, dynamoDb, sqs, s3, ssm, cloudFormation, false);
  }

  /** As a function opens it that Lambda is about to take a snapshot of. */
  AwsAdapters openBeforeSnapshot(FunctionSpec function) {
    return AwsAdapters.open(
        new AwsSettings(
            "test", PREFIX, PREFIX, BUCKET, dynamoDb, sqs, s3, ssm, cloudFormation, true),
        CLIENTS,
        function);
  }

  /** As a function opens it that is called as soon as it has started. */
  AwsAdapters openForCall(FunctionSpec function) {
    return AwsAdapters.open(settings(), CLIENTS, function);
  }

  AwsAdapters open() {
    return AwsAdapters.open(settings(), CLIENTS);
  }
}
