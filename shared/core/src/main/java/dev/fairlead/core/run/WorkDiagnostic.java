package dev.fairlead.core.run;

import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.secret.Redaction;
import java.util.Set;

/**
 * Why work failed, by its own account. Codes by which Fairlead tells what it saw itself are not for
 * work to use: retry rules and memory that grows rely on them. Such a one gets {@value #PREFIX} in
 * front.
 */
public final class WorkDiagnostic {
  /** Before a code that is not the work's to use. */
  public static final String PREFIX = "work:";

  private static final String EXIT = "exit:";

  private static final Set<String> OURS =
      Set.of(
          Diagnostic.OUT_OF_MEMORY,
          Diagnostic.CONDITION,
          "admission",
          "busy",
          "cancelled",
          "cluster",
          "deadline",
          "deleted",
          "evicted",
          "failed",
          "forEach",
          "forbidden",
          "generator",
          "gone",
          "handler",
          "host",
          "image",
          "infrastructure",
          "lost",
          "namespace",
          "node",
          "notStarted",
          "pod",
          "podSpec",
          "preempted",
          "quota",
          "reference",
          "reported",
          "result",
          "secret",
          "silence",
          "skipped",
          "start",
          "timeout",
          "undecidable",
          "unschedulable");

  private WorkDiagnostic() {}

  /**
   * What others may know of it.
   *
   * @param code what the work calls it, whole: of one that is cut off, a piece of a secret could
   *     stay
   * @param redaction of the secrets that the work had
   */
  public static Diagnostic of(String code, String message, Redaction redaction) {
    var own = OURS.contains(code) || code.startsWith(EXIT) ? PREFIX + code : code;
    return new Diagnostic(redaction.text(own), redaction.text(message));
  }
}
