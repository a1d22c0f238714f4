package dev.fairlead.embedded;

import dev.fairlead.core.port.BlobStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs that are gone with the process. */
final class MemoryBlobStore implements BlobStore {
  private final Map<BlobName, byte[]> blobs = new ConcurrentHashMap<>();

  @Override
  public String put(String owner, byte[] bytes) {
    BlobName name = BlobName.of(owner, bytes);
    blobs.put(name, bytes.clone());
    return name.sha256();
  }

  @Override
  public Optional<byte[]> get(String owner, String sha256) {
    BlobName name = new BlobName(owner, sha256);
    return Optional.ofNullable(blobs.get(name)).map(byte[]::clone).map(name::verified);
  }

  @Override
  public void delete(String owner, String sha256) {
    blobs.remove(new BlobName(owner, sha256));
  }

  @Override
  public void deleteAll(String owner) {
    BlobName.owner(owner);
    blobs.keySet().removeIf(name -> name.owner().equals(owner));
  }
}
