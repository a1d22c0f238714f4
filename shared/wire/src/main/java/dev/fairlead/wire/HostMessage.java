package dev.fairlead.wire;

import dev.fairlead.core.json.Json;
import java.time.Instant;

/**
 * A message to the allocator about an attempt that is done on a host: the order, and by what its
 * lease is ordered among those who wait. It may come twice, late, or not at all: the executor asks
 * again.
 *
 * @param admittedAt when the attempt's agenda was
 */
public record HostMessage(PodMessage order, Instant admittedAt) {
  private static final String ADMITTED = "admittedAt";

  /** Whether a message of the allocator's queue is one. */
  public static boolean isMeant(String body) {
    return body.startsWith("{");
  }

  /**
   * Reads a message's body.
   *
   * @throws dev.fairlead.core.error.FairleadException as {@link PodMessage#parse} does
   */
  public static HostMessage parse(String body) {
    return new HostMessage(
        PodMessage.parse(body), Fields.ofMessage(JsonText.parseStored(body)).time(ADMITTED));
  }

  /** The message's body. */
  public String body() {
    var order = (Json.Obj) JsonText.parseStored(order().body());
    return JsonText.write(order.with(ADMITTED, Json.of(Fields.time(admittedAt))));
  }
}
