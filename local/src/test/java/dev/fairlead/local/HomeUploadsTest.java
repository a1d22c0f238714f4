package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.core.port.UploadDoor.Ticket;
import dev.fairlead.store.Sha256;
import dev.fairlead.testkit.contracts.UploadDoorContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HomeUploadsTest extends UploadDoorContract {
  private static final byte[] BYTES = "some".getBytes(UTF_8);
  private static final Duration VALIDITY = Duration.ofMinutes(1);

  private final HomeStack home = new HomeStack();
  private final HomeUploads uploads = home.uploads();

  @Override
  protected UploadDoor door() {
    return uploads;
  }

  @Override
  protected BlobStore blobs() {
    return home.ports.blobs();
  }

  @Override
  protected int put(Ticket ticket, byte[] bytes) {
    return uploads.put(ticket.url().toString(), bytes);
  }

  @Test
  void aTokenIsGoodOnce() {
    var ticket = open();

    assertThat(put(ticket, BYTES)).isEqualTo(201);
    assertThat(put(ticket, BYTES)).isEqualTo(404);
  }

  @Test
  void aTokenStaysGoodAfterOtherBytes() {
    var ticket = open();

    assertThat(put(ticket, "mose".getBytes(UTF_8))).isEqualTo(400);
    assertThat(put(ticket, BYTES)).isEqualTo(201);
  }

  @Test
  void aTokenIsGoodUntilItExpires() {
    var ticket = open();

    home.clock.advance(VALIDITY);

    assertThat(put(ticket, BYTES)).isEqualTo(404);
    assertThat(uploads.expected(ticket.url().toString())).isZero();
  }

  @Test
  void nothingIsPutByAPathThatNobodyWasGiven() {
    assertThat(uploads.put("/uploads/guessed", BYTES)).isEqualTo(404);
    assertThat(uploads.put("/uploads/", BYTES)).isEqualTo(404);
    assertThat(uploads.put("/", BYTES)).isEqualTo(404);
  }

  private Ticket open() {
    return uploads.open("acme", Sha256.hex(BYTES), BYTES.length, VALIDITY);
  }
}
