package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person says about an operation that waits for approval. Like a {@link Signal} it is
 * carried out by whoever appends its change to the agenda's journal: the first answer counts.
 *
 * @param approved whether the operation succeeds; else it fails
 * @param by who says so; shown to whoever looks at the agenda
 * @param comment up to 2,000 characters; may be empty
 */
public record Approval(boolean approved, String by, String comment) {
  /** The operation type that waits for it. */
  public static final String TYPE = "approval";

  /**
   * The change that the answer is. Pure.
   *
   * @param operation of the type {@link #TYPE}
   * @return empty if the operation does not wait for an answer: not yet, or no more
   */
  public Optional<Change> on(OperationRun operation, Instant now) {
    if (!operation.isLeased()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change.OperationEnded(
            operation.name(),
            operation.attempt(),
            1,
            Optional.of(operation.startedAt().orElse(now)),
            now,
            approved ? OperationOutcome.SUCCEEDED : OperationOutcome.FAILED,
            approved ? Optional.of(new Output.Inline(result())) : Optional.empty(),
            approved ? Optional.empty() : Optional.of(rejected())));
  }

  private Json result() {
    return Json.object().put("approved", true).put("by", by).put("comment", comment).build();
  }

  private Diagnostic rejected() {
    return new Diagnostic(
        "rejected", "Rejected by " + by + (comment.isEmpty() ? "." : ": " + comment));
  }
}
