package dev.fairlead.wire;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A message on the completion queue: what the outside tells an agenda. Times are written with
 * milliseconds; finer is cut off.
 *
 * @param log the tail of what the operation printed, if the sender has one
 * @param spilled where the result of a success is, if it is too large for a message: the blobs of
 *     which its JSON text is made, in order; the report then says null for it
 * @param part with a beat: one of those blobs, Base64, of a sender that has no blob store
 * @param progress all that the attempt has said of itself so far; with a beat only when that, or
 *     its log, is news
 * @param wholeLog with an end: the blob of all that the operation printed, UTF-8, where the log is
 *     but the tail of it
 */
public record ReportMessage(
    AgendaKey agenda,
    Report report,
    Optional<String> log,
    List<Output.Spilled> spilled,
    Optional<String> part,
    OperationProgress progress,
    Optional<Output.Spilled> wholeLog) {
  public ReportMessage {
    spilled = List.copyOf(spilled);
  }

  /** A report that holds all of its result. */
  public ReportMessage(
      AgendaKey agenda, Report report, Optional<String> log, OperationProgress progress) {
    this(agenda, report, log, List.of(), Optional.empty(), progress, Optional.empty());
  }

  /** The same of work that says nothing. */
  public ReportMessage(AgendaKey agenda, Report report, Optional<String> log) {
    this(agenda, report, log, OperationProgress.NONE);
  }

  /** The same, but for how it ended, and where its result is. */
  public ReportMessage with(Report.Ended ended, List<Output.Spilled> blobs) {
    return new ReportMessage(agenda, ended, log, blobs, Optional.empty(), progress, wholeLog);
  }

  /** The same with another part of its log. */
  public ReportMessage with(Optional<String> tail, Optional<Output.Spilled> whole) {
    return new ReportMessage(agenda, report, tail, spilled, part, progress, whole);
  }

  /** Characters of a log that go with a heartbeat: its end. */
  public static final int LIVE_LOG_CHARACTERS = 4 * 1024;

  private static final String SPILLED = "spilled";
  private static final String PARTS = "parts";
  private static final String PART = "part";
  private static final String PROGRESS = "progress";
  private static final String WHOLE_LOG = "wholeLog";

  /** A report without a log. */
  public static ReportMessage of(AgendaKey agenda, Report report) {
    return new ReportMessage(agenda, report, Optional.empty());
  }

  /**
   * Reads a message's body.
   *
   * @throws dev.fairlead.core.error.FairleadException {@code MALFORMED_JSON} or {@code
   *     INVALID_REQUEST}, naming the first place it stumbled on
   */
  public static ReportMessage parse(String body) {
    var fields = Fields.ofMessage(JsonText.parseStored(body));
    return new ReportMessage(
        fields.parsed("agenda", "customer/agendaId", AgendaKey::parse),
        report(fields.fields("report")),
        fields.optionalText("log"),
        fields.object().field(SPILLED).isPresent()
            ? List.of(spilled(fields.fields(SPILLED)))
            : fields.list(PARTS).stream().map(ReportMessage::spilled).toList(),
        fields.optionalText(PART),
        fields.object().field(PROGRESS).orElse(Json.NULL) instanceof Json.Obj progress
            ? ProgressText.of(progress)
            : OperationProgress.NONE,
        fields.object().field(WHOLE_LOG).isPresent()
            ? Optional.of(spilled(fields.fields(WHOLE_LOG)))
            : Optional.empty());
  }

  /** The message's body. */
  public String body() {
    return JsonText.write(json());
  }

  /**
   * Equal messages have equal keys: sending one again within the queue's window is harmless. 64
   * hexadecimal digits. Not for ticks, which all look alike and would swallow each other: they need
   * {@link #deduplicationKey(Instant)}.
   */
  public String deduplicationKey() {
    return hash(json());
  }

  /** Like {@link #deduplicationKey()}, but only equal when sent for the same moment. */
  public String deduplicationKey(Instant moment) {
    return hash(json().with("moment", Json.of(Fields.time(moment))));
  }

  private Json.Obj json() {
    return Json.object()
        .put("v", Fields.VERSION)
        .put("agenda", agenda.toString())
        .put("report", json(report))
        .putText("log", log)
        .putIfPresent(
            SPILLED,
            spilled.stream().filter(_ -> spilled.size() == 1).findFirst().map(ReportMessage::json))
        .putIfPresent(
            PARTS,
            Optional.of(spilled)
                .filter(all -> all.size() > 1)
                .map(all -> Json.array(all.stream().map(ReportMessage::json).toList())))
        .putText(PART, part)
        .putIfPresent(
            PROGRESS, Optional.of(progress).filter(said -> !said.isNone()).map(ProgressText::json))
        .putIfPresent(WHOLE_LOG, wholeLog.map(ReportMessage::json))
        .build();
  }

  private static Json json(Output.Spilled blob) {
    return Json.object().put("sha256", blob.sha256()).put("bytes", blob.bytes()).build();
  }

  private static Output.Spilled spilled(Fields fields) {
    return new Output.Spilled(fields.text("sha256"), fields.whole("bytes"));
  }

  private static Json json(Report report) {
    var json = Json.object();
    switch (report) {
      case Report.Started(String operation, int attempt, int start, Instant at) ->
          json.put("kind", "started")
              .put("operation", operation)
              .put("attempt", attempt)
              .put("start", start)
              .put("at", Fields.time(at));
      case Report.Beat(String operation, int attempt, Instant at) ->
          json.put("kind", "beat")
              .put("operation", operation)
              .put("attempt", attempt)
              .put("at", Fields.time(at));
      case Report.Asked(String operation, int attempt, Json.Obj asked, Instant at) ->
          json.put("kind", "asked")
              .put("operation", operation)
              .put("attempt", attempt)
              .put("asked", asked)
              .put("at", Fields.time(at));
      case Report.Ended ended ->
          json.put("kind", "ended")
              .put("operation", ended.operation())
              .put("attempt", ended.attempt())
              .put("starts", ended.starts())
              .putText("startedAt", ended.startedAt().map(Fields::time))
              .put("at", Fields.time(ended.at()))
              .put("ending", json(ended.ending()));
      case Report.Tick(Optional<Instant> alarm) ->
          json.put("kind", "tick").putText("alarm", alarm.map(Fields::time));
    }
    return json.build();
  }

  private static Json json(Ending ending) {
    return switch (ending) {
      case Ending.Succeeded(Json result) ->
          Json.object().put("kind", "succeeded").put("result", result).build();
      case Ending.Declined(Diagnostic diagnostic) -> json("declined", diagnostic);
      case Ending.Failed(Diagnostic diagnostic, Optional<Duration> retryAfter) ->
          failed(diagnostic, retryAfter);
      case Ending.TimedOut(Diagnostic diagnostic) -> json("timedOut", diagnostic);
      case Ending.Lost(Diagnostic diagnostic) -> json("lost", diagnostic);
    };
  }

  private static Json failed(Diagnostic diagnostic, Optional<Duration> retryAfter) {
    return Json.object()
        .put("kind", "failed")
        .put("code", diagnostic.code())
        .put("message", diagnostic.message())
        .putIfPresent("retryAfterSeconds", retryAfter.map(wish -> Json.of(wish.toSeconds())))
        .build();
  }

  private static Json json(String kind, Diagnostic diagnostic) {
    return Json.object()
        .put("kind", kind)
        .put("code", diagnostic.code())
        .put("message", diagnostic.message())
        .build();
  }

  private static Report report(Fields fields) {
    return switch (fields.text("kind")) {
      case "started" ->
          new Report.Started(
              fields.text("operation"),
              fields.whole("attempt"),
              fields.whole("start"),
              fields.time("at"));
      case "beat" ->
          new Report.Beat(fields.text("operation"), fields.whole("attempt"), fields.time("at"));
      case "asked" ->
          new Report.Asked(
              fields.text("operation"),
              fields.whole("attempt"),
              fields.fields("asked").object(),
              fields.time("at"));
      case "ended" ->
          new Report.Ended(
              fields.text("operation"),
              fields.whole("attempt"),
              fields.whole("starts"),
              fields.optionalTime("startedAt"),
              fields.time("at"),
              ending(fields.fields("ending")));
      case "tick" -> new Report.Tick(fields.optionalTime("alarm"));
      default -> throw fields.wrong("kind", "started, beat, asked, ended or tick");
    };
  }

  private static Ending ending(Fields fields) {
    return switch (fields.text("kind")) {
      case "succeeded" -> new Ending.Succeeded(fields.value("result"));
      case "declined" -> new Ending.Declined(diagnostic(fields));
      case "failed" -> new Ending.Failed(diagnostic(fields), retryAfter(fields));
      case "timedOut" -> new Ending.TimedOut(diagnostic(fields));
      case "lost" -> new Ending.Lost(diagnostic(fields));
      default -> throw fields.wrong("kind", "succeeded, failed or lost");
    };
  }

  /** What others send may be anything; what is no wish is none, rather than no end. */
  private static Optional<Duration> retryAfter(Fields fields) {
    return fields
        .object()
        .whole("retryAfterSeconds")
        .filter(seconds -> seconds > 0)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, Backoff.LONGEST.toSeconds())));
  }

  private static Diagnostic diagnostic(Fields fields) {
    return new Diagnostic(fields.text("code"), fields.text("message"));
  }

  private static String hash(Json json) {
    return sha256(JsonText.canonical(json));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
