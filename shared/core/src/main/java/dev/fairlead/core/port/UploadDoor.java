package dev.fairlead.core.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Lets a client put a blob beside the functions, for what is too large to go through them: the
 * shape of a presigned PUT of S3. What is put is found in the {@link BlobStore} under the same
 * owner and hash.
 *
 * <p>Every method may throw {@link PortException}.
 */
public interface UploadDoor {
  /**
   * Where and how to put the bytes.
   *
   * @param url to send them to with PUT; relative to the API's own address if it is not absolute. A
   *     secret: whoever has it may put these bytes, and can do nothing else with it
   * @param headers to send with them, by name
   * @param expiresAt after that the URL is worth nothing
   */
  record Ticket(URI url, Map<String, String> headers, Instant expiresAt) {
    public Ticket {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Opens the door for one blob. Cost: no request.
   *
   * @param owner the customer whose bytes they are
   * @param sha256 in lower-case hex; other bytes are refused
   * @param bytes how many; another number is refused
   * @param validity how long
   */
  Ticket open(String owner, String sha256, long bytes, Duration validity);
}
