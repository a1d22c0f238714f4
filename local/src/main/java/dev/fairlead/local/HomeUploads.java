package dev.fairlead.local;

import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.UploadDoor;
import dev.fairlead.store.Sha256;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The door for uploads at home: a path with a token that is good for one put of the bytes it was
 * made for. Tokens are in memory: a restart closes what was open, and the client asks again.
 */
final class HomeUploads implements UploadDoor {
  /** Where the API's host takes uploads; no route of the API begins so. */
  static final String PATH = "/uploads/";

  /** Doors open at a time; of more, the oldest closes. */
  private static final int MAX_OPEN = 1_000;

  private final BlobStore blobs;
  private final Ids ids;
  private final InstantSource clock;
  private final Map<String, Open> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
          return size() > MAX_OPEN;
        }
      };

  HomeUploads(BlobStore blobs, Ids ids, InstantSource clock) {
    this.blobs = blobs;
    this.ids = ids;
    this.clock = clock;
  }

  private record Open(String owner, String sha256, long bytes, Instant until) {}

  @Override
  public Ticket open(String owner, String sha256, long bytes, Duration validity) {
    var token = ids.newSecret();
    var until = clock.instant().plus(validity);
    keep(token, new Open(owner, sha256, bytes, until));
    return new Ticket(URI.create(PATH + token), Map.of(), until);
  }

  /**
   * How many bytes the put of a path may have; 0 if nothing may be put there.
   *
   * @param path of the request
   */
  long expected(String path) {
    return find(path).map(Open::bytes).orElse(0L);
  }

  /**
   * Puts what was sent to a path.
   *
   * @return HTTP status: 201, 404 if nothing may be put there, 400 if these are other bytes, 503 if
   *     they can't be stored now
   */
  int put(String path, byte[] bytes) {
    var door = find(path);
    if (door.isEmpty()) {
      return 404;
    }
    var expected = door.get();
    if (bytes.length != expected.bytes() || !Sha256.hex(bytes).equals(expected.sha256())) {
      return 400;
    }
    try {
      blobs.put(expected.owner(), bytes);
    } catch (PortException unavailable) {
      return 503;
    }
    close(path);
    return 201;
  }

  private synchronized void keep(String token, Open door) {
    open.put(token, door);
  }

  private synchronized Optional<Open> find(String path) {
    return token(path)
        .flatMap(token -> Optional.ofNullable(open.get(token)))
        .filter(door -> clock.instant().isBefore(door.until()));
  }

  private synchronized void close(String path) {
    token(path).ifPresent(open::remove);
  }

  private static Optional<String> token(String path) {
    return path.startsWith(PATH) ? Optional.of(path.substring(PATH.length())) : Optional.empty();
  }
}
