package dev.fairlead.embedded;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.testkit.contracts.BlobStoreContract;

final class MemoryBlobStoreTest extends BlobStoreContract {
  private final BlobStore blobs = new MemoryBlobStore();

  @Override
  protected BlobStore blobs() {
    return blobs;
  }
}
