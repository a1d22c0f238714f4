package dev.fairlead.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.run.WorkDiagnostic;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.ResultParts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a pod's work gave and said: by the annotations {@code pop.report.payload} and {@code
 * pop.report.progress}, whose fields are those of our progress or POP's; else the result is in
 * parts beside it, if it says so, or what it left in its output file, which is its container's
 * termination message. There it may leave why it failed, too.
 */
final class PodResult {
  /** Kubernetes cuts a termination message here. */
  static final int MAX_MESSAGE_BYTES = 4096;

  /** What codes of failures look like. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9:._-]{0,63}");

  private PodResult() {}

  /** The end of work whose exit code is 0. */
  static Ending ofSuccess(PodFacts pod, PodCluster cluster, Redaction redaction) {
    Optional<Json.Obj> said = object(pod.said().progress());
    boolean hasFailed =
        said.flatMap(progress -> progress.text("processingState"))
                .filter("COMPLETE"::equals)
                .isPresent()
            && said.flatMap(progress -> progress.text("processingStateMessage"))
                .filter("failed"::equalsIgnoreCase)
                .isPresent();
    if (hasFailed) {
      return new Ending.Failed(new Diagnostic("reported", redaction.text(diagnostics(said.get()))));
    }
    if (pod.said().result().isEmpty() && pod.said().parts() > 0) {
      return ofParts(cluster.result(pod), redaction);
    }
    Optional<String> text =
        pod.said()
            .result()
            .or(() -> pod.ended().map(PodFacts.Ended::message).filter(left -> !left.isBlank()));
    if (text.isEmpty()) {
      return new Ending.Succeeded(Json.object().put("exitCode", 0).build());
    }
    boolean isCut =
        pod.said().result().isEmpty() && text.get().getBytes(UTF_8).length >= MAX_MESSAGE_BYTES;
    try {
      return new Ending.Succeeded(redaction.json(JsonText.parse(text.get())));
    } catch (FairleadException malformed) {
      return isCut
          ? failed("The result is larger than 4 KiB, which is what an output file of a pod holds.")
          : malformed(malformed, redaction);
    }
  }

  private static Ending ofParts(Optional<byte[]> text, Redaction redaction) {
    if (text.isEmpty()) {
      return failed(
          "Parts of its result can't be read: a ConfigMap is missing, or Fairlead may not get it.");
    }
    if (text.get().length > JsonLimits.MAX_TEXT_BYTES) {
      return ResultParts.tooLarge(text.get().length);
    }
    try {
      return new Ending.Succeeded(redaction.json(JsonText.parse(text.get())));
    } catch (FairleadException malformed) {
      return malformed(malformed, redaction);
    }
  }

  private static Ending malformed(FairleadException why, Redaction redaction) {
    return failed("The result is not JSON: " + redaction.text(String.valueOf(why.getMessage())));
  }

  private static Ending failed(String why) {
    return new Ending.Failed(new Diagnostic("result", why));
  }

  /**
   * The end of work whose exit code is another. What it left in place of a result, {@code
   * {"failure": {"code", "message", "retryAfterSeconds"}}}, says more than that code, and what
   * retry rules can name; secrets and codes that are not its own are kept out of it.
   */
  static Ending ofFailure(PodFacts pod, Ending.Failed failed, Redaction redaction) {
    boolean isItsOwn = failed.diagnostic().code().startsWith("exit:");
    Optional<Json.Obj> left =
        object(pod.ended().filter(_ -> isItsOwn).map(PodFacts.Ended::message))
            .flatMap(all -> all.field("failure"))
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast);
    Optional<String> code =
        left.flatMap(reason -> reason.text("code")).filter(CODE.asMatchPredicate());
    return code.isEmpty()
        ? failed
        : new Ending.Failed(
            WorkDiagnostic.of(
                code.get(), left.get().text("message").orElse("It gave no reason."), redaction),
            left.flatMap(PodResult::retryAfter));
  }

  /** Of a whole number of seconds, at most as long as agendas wait for anybody. */
  private static Optional<Duration> retryAfter(Json.Obj reason) {
    return reason
        .whole("retryAfterSeconds")
        .filter(seconds -> seconds > 0)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, Backoff.LONGEST.toSeconds())));
  }

  /** What the work has said of itself so far. */
  static OperationProgress progress(PodFacts pod, Redaction redaction) {
    return object(pod.said().progress())
        .map(PodResult::progress)
        .orElse(OperationProgress.NONE)
        .redacted(redaction);
  }

  private static OperationProgress progress(Json.Obj said) {
    var ours =
        Json.object()
            .putText("message", said.text("message").or(() -> said.text("processingStateMessage")))
            .putIfPresent("percent", said.field("percent").or(() -> said.field("percentComplete")))
            .putIfPresent("progress", said.field("progress").or(() -> said.field("params")))
            .build();
    return ProgressText.of(ours);
  }

  private static String diagnostics(Json.Obj progress) {
    if (progress.field("diagnosticEvents").orElse(Json.NULL) instanceof Json.Arr(List<Json> events)
        && !events.isEmpty()) {
      return JsonText.write(Json.array(events));
    }
    return "The work reported that it failed.";
  }

  private static Optional<Json.Obj> object(Optional<String> text) {
    return text.flatMap(PodResult::json)
        .filter(Json.Obj.class::isInstance)
        .map(Json.Obj.class::cast);
  }

  /** JSON, if it is some. */
  static Optional<Json> json(String text) {
    try {
      return Optional.of(JsonText.parse(text));
    } catch (FairleadException unreadable) {
      // What the work says of itself decides nothing, so that bad words say nothing.
      return Optional.empty();
    }
  }
}
