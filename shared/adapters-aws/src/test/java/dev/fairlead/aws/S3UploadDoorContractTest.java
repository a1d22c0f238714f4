package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.core.port.UploadDoor.Ticket;
import dev.fairlead.testkit.contracts.UploadDoorContract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3UploadDoorContractTest extends UploadDoorContract {
  private final FakeS3 s3 = new FakeS3();
  private final AwsAdapters aws = EmulatedAws.with().s3(s3.address()).open();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.shutdownNow();
    aws.close();
    s3.close();
  }

  /** The signature is S3's to check: what matters is that length and hash are under it. */
  @Test
  void signsLengthAndHash() {
    var ticket = aws.uploads().open("acme", "ab".repeat(32), 12_345, Duration.ofMinutes(7));

    assertThat(ticket.url().getQuery())
        .contains("X-Amz-Expires=420", "content-length", "x-amz-checksum-sha256");
    assertThat(ticket.headers()).containsKey("x-amz-checksum-sha256").doesNotContainKey("host");
  }

  @Override
  protected UploadDoor door() {
    return aws.uploads();
  }

  @Override
  protected BlobStore blobs() {
    return aws.blobs();
  }

  @Override
  protected int put(Ticket ticket, byte[] bytes) {
    var request = HttpRequest.newBuilder(ticket.url()).PUT(BodyPublishers.ofByteArray(bytes));
    ticket.headers().forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
