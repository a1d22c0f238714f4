package dev.fairlead.resourcepool.resident;

import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.agenda.TransformPayload;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Approval;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Work that the executor does itself. A handler is a function of its payload and of the time since
 * its start, so it can be looked at again and again, by anyone, after any crash; nothing waits.
 */
public final class ResidentHandlers {
  private static final double NANOS_PER_MILLI = 1e6;

  /** What waits for an answer ends by the answer, or by a timeout of its document. */
  private static final Duration NEVER_BY_ITSELF = Duration.ofDays(36_500);

  private ResidentHandlers() {}

  /** What a look shows. */
  public sealed interface Look {
    /**
     * It is over.
     *
     * @param log what it had to say, a line each
     */
    record Done(Ending ending, String log) implements Look {}

    /** It is not over before so long after its start. */
    record Until(Duration sinceStart) implements Look {}
  }

  /**
   * Looks at an operation.
   *
   * @param payload with references resolved
   * @param timeScale factor on what it sleeps
   * @param elapsed since its start; zero at the first look
   */
  public static Look look(String type, Json payload, double timeScale, Duration elapsed) {
    if (type.equals(Approval.TYPE)) {
      return new Look.Until(NEVER_BY_ITSELF);
    }
    Script script =
        switch (type) {
          case "log" -> log(payload);
          case "logMessages" -> logMessages(payload);
          case "sample" -> SampleScript.of(payload);
          case "simulate" -> simulate(payload);
          case TransformPayload.TYPE -> TransformScript.of(payload);
          case "updateAgenda" -> updateAgenda(payload);
          case "wait" -> waiting(payload);
          default -> Script.failing("unknown-type", "No resident handler does " + type + ".");
        };
    Duration length = scaled(script.length(), timeScale);
    return elapsed.compareTo(length) < 0
        ? new Look.Until(length)
        : new Look.Done(script.ending(), String.join("\n", script.log()));
  }

  /** What an operation will do: say, last, end. */
  record Script(List<String> log, Duration length, Ending ending) {
    static Script failing(String code, String message) {
      return new Script(
          List.of(message), Duration.ZERO, new Ending.Failed(new Diagnostic(code, message)));
    }
  }

  private static Script log(Json payload) {
    return switch (field(payload, "message")) {
      case Json.Str(String message) ->
          new Script(List.of(message), Duration.ZERO, new Ending.Succeeded(Json.EMPTY));
      case Json _ -> badPayload("log wants a text under message");
    };
  }

  private static Script logMessages(Json payload) {
    if (!(field(payload, "logMessages") instanceof Json.Arr(List<Json> items))) {
      return badPayload("logMessages wants a list of texts under logMessages");
    }
    var lines = new ArrayList<String>();
    for (Json item : items) {
      if (!(item instanceof Json.Str(String line))) {
        return badPayload("logMessages wants a list of texts under logMessages");
      }
      lines.add(line);
    }
    return new Script(lines, Duration.ZERO, new Ending.Succeeded(Json.EMPTY));
  }

  private static Script simulate(Json payload) {
    Optional<Duration> length = SimulatedTime.of(payload);
    if (length.isEmpty()) {
      return badPayload("simulate wants a number from 0 to a year under seconds");
    }
    Ending ending =
        switch (field(payload, "fail")) {
          case Json.Str(String message) -> new Ending.Failed(new Diagnostic("simulated", message));
          case Json _ -> new Ending.Succeeded(or(field(payload, "result"), Json.EMPTY));
        };
    return new Script(List.of(), length.get(), ending);
  }

  /** What it gives is what it got: the engine reads the operations from the result. */
  private static Script updateAgenda(Json payload) {
    if (!(field(payload, "operations") instanceof Json.Arr(List<Json> operations))) {
      return badPayload("updateAgenda wants a list of operations under operations");
    }
    return field(payload, "logOnly").equals(Json.of(true))
        ? new Script(
            List.of(operations.size() + " operations would be added."),
            Duration.ZERO,
            new Ending.Succeeded(Json.EMPTY))
        : new Script(
            List.of("Adds " + operations.size() + " operations."),
            Duration.ZERO,
            new Ending.Succeeded(payload));
  }

  private static Script waiting(Json payload) {
    return SimulatedTime.of(payload)
        .map(length -> new Script(List.of(), length, new Ending.Succeeded(Json.EMPTY)))
        .orElseGet(() -> badPayload("wait wants a number from 0 to a year under seconds"));
  }

  static Script badPayload(String what) {
    return Script.failing("bad-payload", "The payload of " + what + ".");
  }

  /** A field of an object; null where there is none. */
  static Json field(Json payload, String name) {
    return payload instanceof Json.Obj object ? object.field(name).orElse(Json.NULL) : Json.NULL;
  }

  static Json or(Json value, Json otherwise) {
    return value instanceof Json.Null ? otherwise : value;
  }

  private static Duration scaled(Duration length, double timeScale) {
    return Duration.ofMillis(Math.round(length.toNanos() * timeScale / NANOS_PER_MILLI));
  }
}
