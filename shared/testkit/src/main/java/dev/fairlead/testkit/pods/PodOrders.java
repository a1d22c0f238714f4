package dev.fairlead.testkit.pods;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodName;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Orders for tests. */
public final class PodOrders {
  /** An image that a test's cluster has: a shell and no more. */
  public static final String IMAGE = "localhost/busybox:1";

  private PodOrders() {}

  /** How a shell script is run. */
  public static HandlerTerms script(String script) {
    return HandlerTerms.of(
        Json.object()
            .put("image", IMAGE)
            .put("command", Json.texts(List.of("sh", "-c", script)))
            .put("pod", Json.object().put("runAsUser", 1000).build())
            .build());
  }

  /** The first attempt of an operation. */
  public static PodOrder of(String namespace, OperationKey key, HandlerTerms handler) {
    return new PodOrder(
        new PodRef(namespace, PodName.of(key, 1)),
        key,
        1,
        "script",
        new CorrelationId("test"),
        handler,
        Amounts.NONE,
        "{\"text\":\"hello\"}",
        Optional.empty(),
        Set.of(),
        Duration.ofMinutes(10),
        Optional.empty());
  }
}
