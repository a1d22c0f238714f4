package dev.fairlead.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.BlobStore;
import java.util.Optional;

/** A blob store that goes wrong when the turbulence says so. */
record SimulatedBlobs(Turbulence turbulence, BlobStore real, Witness witness, Remains remains)
    implements BlobStore {
  @Override
  public String put(String owner, byte[] bytes) {
    witness.touches(owner);
    witness.keeps(new String(bytes, UTF_8));
    return turbulence.call(
        PortCall.BLOB_PUT,
        () -> owner,
        _ -> {
          String sha256 = real.put(owner, bytes);
          remains.put(owner, sha256);
          return sha256;
        });
  }

  @Override
  public Optional<byte[]> get(String owner, String sha256) {
    witness.touches(owner);
    return turbulence.call(PortCall.BLOB_GET, () -> owner, _ -> real.get(owner, sha256));
  }

  @Override
  public void delete(String owner, String sha256) {
    witness.touches(owner);
    turbulence.call(
        PortCall.BLOB_DELETE,
        () -> owner,
        _ -> {
          real.delete(owner, sha256);
          remains.deleted(owner, sha256);
          return owner;
        });
  }

  @Override
  public void deleteAll(String owner) {
    witness.touches(owner);
    turbulence.call(
        PortCall.BLOB_DELETE,
        () -> owner,
        _ -> {
          real.deleteAll(owner);
          remains.deletedAll(owner);
          return owner;
        });
  }
}
