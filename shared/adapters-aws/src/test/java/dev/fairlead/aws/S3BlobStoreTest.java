package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest {
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private final FakeS3 s3 = new FakeS3();
  private final AwsAdapters aws = EmulatedAws.with().s3(s3.address()).open();

  @AfterEach
  void close() {
    aws.close();
    s3.close();
  }

  @Test
  void namesABlobByItsOwnerAndHash() {
    String name = aws.blobs().put("acme", bytes("hello"));

    assertThat(name).isEqualTo(HELLO_SHA256);
    assertThat(s3.objects()).containsOnlyKeys("acme/" + HELLO_SHA256);
  }

  @Test
  void aBlobThatChangedInTheBucketIsCorrupt() {
    aws.blobs().put("acme", bytes("hello"));
    s3.objects().put("acme/" + HELLO_SHA256, bytes("hellO"));

    assertFault(Fault.CORRUPT, () -> aws.blobs().get("acme", HELLO_SHA256));
  }

  @Test
  void aServiceThatIsNotThereIsNotAMissingBlob() {
    s3.close();

    assertFault(Fault.UNAVAILABLE, () -> aws.blobs().get("acme", HELLO_SHA256));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertFault(Fault want, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.fault()).isEqualTo(want));
  }
}
