package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.testkit.contracts.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest extends BlobStoreContract {
  @TempDir private Path folder;
  private BlobStore blobs = new MemoryBlobStore();

  @BeforeEach
  void open() {
    blobs = new FileBlobStore(folder);
  }

  @Override
  protected BlobStore blobs() {
    return blobs;
  }

  @Test
  void survivesARestart() {
    String hash = blobs.put("acme", "abc".getBytes(UTF_8));

    assertThat(new FileBlobStore(folder).get("acme", hash)).isPresent();
  }

  @Test
  void noticesBytesThatAreNotTheOnesThatWerePut() throws IOException {
    String hash = blobs.put("acme", "abc".getBytes(UTF_8));
    Files.writeString(folder.resolve("acme").resolve(hash), "abd");

    assertThatThrownBy(() -> blobs.get("acme", hash))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CORRUPT));
  }

  @Test
  void removesWhatAKilledProcessLeftHalfWritten() throws IOException {
    String hash = blobs.put("acme", "abc".getBytes(UTF_8));
    Path part = Files.writeString(folder.resolve(".part").resolve("acme123"), "ab");

    blobs = new FileBlobStore(folder);

    assertThat(part).doesNotExist();
    assertThat(blobs.get("acme", hash)).isPresent();
  }

  @Test
  void leavesNothingHalfWrittenBehind() throws IOException {
    blobs.put("acme", "abc".getBytes(UTF_8));

    assertThat(folder.resolve(".part")).isEmptyDirectory();
  }
}
