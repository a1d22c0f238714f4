package dev.fairlead.resourcepool.resident;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.resourcepool.resident.ResidentHandlers.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * POP's sample handler: actions one after the other, each with a sleep before it, then the result.
 *
 * <p>{@code {"actions": [{"action": "log" | "exception" | "externalExecute", "paramsMap":
 * {"sleepMilliseconds", "logMessage", "exceptionMessage", "externalArgs"}}], "resultPayload": …}}.
 * An {@code exception} ends the operation as failed; an {@code externalExecute} only says in the
 * log what it would run, as POP's did where it had no cluster.
 */
final class SampleScript {
  private static final long LONGEST_SLEEP_MILLIS = Duration.ofDays(366).toMillis();

  private SampleScript() {}

  static Script of(Json payload) {
    Json actions =
        ResidentHandlers.or(ResidentHandlers.field(payload, "actions"), Json.array(List.of()));
    if (!(actions instanceof Json.Arr(List<Json> items))) {
      return ResidentHandlers.badPayload("sample wants a list under actions");
    }
    var log = new ArrayList<String>();
    long millis = 0;
    for (Json action : items) {
      Json params = ResidentHandlers.field(action, "paramsMap");
      long sleep = sleepMillis(params);
      if (sleep < 0 || sleep > LONGEST_SLEEP_MILLIS) {
        return ResidentHandlers.badPayload(
            "sample wants whole milliseconds from 0 to a year under sleepMilliseconds");
      }
      millis = Math.min(LONGEST_SLEEP_MILLIS, millis + sleep);
      switch (text(action, "action")) {
        case "log" -> log.add(text(params, "logMessage"));
        case "externalExecute" ->
            log.add("not executed here: " + words(ResidentHandlers.field(params, "externalArgs")));
        case "exception" -> {
          String message = text(params, "exceptionMessage");
          log.add(message);
          return new Script(
              log,
              Duration.ofMillis(millis),
              new Ending.Failed(new Diagnostic("exception", message)));
        }
        case String other -> {
          return ResidentHandlers.badPayload("sample knows no action \"" + other + "\"");
        }
      }
    }
    return new Script(
        log,
        Duration.ofMillis(millis),
        new Ending.Succeeded(
            ResidentHandlers.or(ResidentHandlers.field(payload, "resultPayload"), Json.EMPTY)));
  }

  private static long sleepMillis(Json params) {
    return switch (ResidentHandlers.field(params, "sleepMilliseconds")) {
      case Json.Null _ -> 0;
      case Json.Num number -> number.whole().orElse(-1L);
      case Json _ -> -1;
    };
  }

  private static String text(Json object, String name) {
    return switch (ResidentHandlers.field(object, name)) {
      case Json.Str(String value) -> value;
      case Json.Num(var number) -> number.toPlainString();
      case Json.Bool(boolean value) -> Boolean.toString(value);
      case Json _ -> "";
    };
  }

  private static String words(Json args) {
    if (!(args instanceof Json.Arr(List<Json> items))) {
      return "";
    }
    var words = new ArrayList<String>();
    items.forEach(item -> words.add(item instanceof Json.Str(String word) ? word : "?"));
    return String.join(" ", words);
  }
}
