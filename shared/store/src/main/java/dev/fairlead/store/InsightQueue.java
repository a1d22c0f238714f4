package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import java.util.Locale;

/**
 * What the queue of an insight is called: a readable part of the insight's id and a part of the
 * id's hash. So no two ids share a queue, be they ever so long and alike, and every name is good
 * for SQS and as that of a stack.
 */
public final class InsightQueue {
  private static final int READABLE = 20;
  private static final int HASH = 12;

  private InsightQueue() {}

  /** Up to 41 letters, digits and hyphens. */
  public static String nameOf(String insight) {
    String readable = insight.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return QueueSpec.INSIGHT_PREFIX
        + readable.substring(0, Math.min(READABLE, readable.length()))
        + "-"
        + Sha256.hex(insight).substring(0, HASH);
  }
}
