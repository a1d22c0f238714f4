package dev.fairlead.aws;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.testkit.contracts.BlobStoreContract;
import org.junit.jupiter.api.AfterEach;

class S3BlobStoreContractTest extends BlobStoreContract {
  private final FakeS3 s3 = new FakeS3();
  private final AwsAdapters aws = EmulatedAws.with().s3(s3.address()).open();

  @AfterEach
  void close() {
    aws.close();
    s3.close();
  }

  @Override
  protected BlobStore blobs() {
    return aws.blobs();
  }
}
