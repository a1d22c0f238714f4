package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.core.port.UploadDoor.Ticket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What every upload door does. Each test has owners of its own.
 *
 * <p>An implementation extends this and says how a ticket is used.
 */
public abstract class UploadDoorContract {
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final String owner = UniqueNames.forTestOf(getClass());

  /** The door under test; the same one throughout a test. */
  protected abstract UploadDoor door();

  /** The store that it leads to. */
  protected abstract BlobStore blobs();

  /** Uses a ticket as a client would; gives the HTTP status. */
  protected abstract int put(Ticket ticket, byte[] bytes);

  @Test
  void leadsToTheBlobThatItWasOpenedFor() {
    int status = put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abc"));

    assertThat(status / 100).isEqualTo(2);
    assertThat(blobs().get(owner, SHA_256_OF_ABC)).hasValue(bytes("abc"));
  }

  @Test
  void refusesOtherBytes() {
    assertThat(put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abd")) / 100)
        .isEqualTo(4);
    assertThat(put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abcd")) / 100)
        .isEqualTo(4);

    assertThat(blobs().get(owner, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void leadsToItsOwnersBlobsOnly() {
    String other = owner + "-other";

    put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abc"));

    assertThat(blobs().get(other, SHA_256_OF_ABC)).isEmpty();
  }

  @Test
  void opensAgainForTheSameBlob() {
    put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abc"));

    assertThat(put(door().open(owner, SHA_256_OF_ABC, 3, VALIDITY), bytes("abc")) / 100)
        .isEqualTo(2);
    assertThat(blobs().get(owner, SHA_256_OF_ABC)).hasValue(bytes("abc"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
