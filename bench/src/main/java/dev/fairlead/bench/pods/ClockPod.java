package dev.fairlead.bench.pods;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.wire.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The pod that both ways make: it does nothing but tell when its container began, by its node's
 * clock. Kubernetes itself tells that in whole seconds only.
 */
final class ClockPod {
  static final String TYPE = "bench-pods";

  /** What both BusyBox and GNU have that tells parts of a second: the time of a file. */
  private static final String SCRIPT =
      "echo > \"$FAIRLEAD_OUTPUT_FILE\"; at=$(stat -c %y \"$FAIRLEAD_OUTPUT_FILE\");"
          + " echo \"{\\\"at\\\": \\\"$at\\\"}\" > \"$FAIRLEAD_OUTPUT_FILE\"";

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS xx", Locale.ROOT);

  /** Images often name no user, and Fairlead runs nothing as root. */
  private static final int USER = 65_532;

  private ClockPod() {}

  /**
   * The registered handler.
   *
   * @param image with {@code sh} and {@code stat}
   */
  static Json.Obj handler(String image) {
    return Json.object()
        .put("id", TYPE)
        .put("title", "Tells when it began")
        .put("image", image)
        .put("command", Json.texts(List.of("sh", "-c", SCRIPT)))
        .put("pod", Json.object().put("runAsUser", USER).build())
        .put("isGlobal", true)
        .build();
  }

  /** The same, as a pod is made of it. */
  static HandlerTerms terms(String image) {
    return HandlerTerms.of(handler(image));
  }

  /**
   * When a container began.
   *
   * @param result what it left
   * @throws IllegalStateException if it tells no time
   */
  static Instant startOf(String result) {
    try {
      return startOf(JsonText.parse(result));
    } catch (FairleadException malformed) {
      throw new IllegalStateException("a pod left no time but " + result, malformed);
    }
  }

  static Instant startOf(Json result) {
    if (result instanceof Json.Obj left) {
      String at = left.text("at").orElse("");
      try {
        return OffsetDateTime.parse(at, FILE_TIME).toInstant();
      } catch (DateTimeException unreadable) {
        throw new IllegalStateException("a pod left no time but " + at, unreadable);
      }
    }
    throw new IllegalStateException("a pod left no time but " + JsonText.write(result));
  }
}
