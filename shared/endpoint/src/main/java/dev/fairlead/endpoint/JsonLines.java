package dev.fairlead.endpoint;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logs as lines of JSON. Of an exception it tells the classes and where they were thrown, and not
 * the message, which may hold what a customer sent.
 */
public final class JsonLines implements CallLog, BatchLog, TurnLog {
  /** Causes told of one exception; a longer chain is cut. */
  private static final int MAX_CAUSES = 5;

  private final Consumer<String> out;

  /**
   * Logs to a consumer of lines.
   *
   * @param out gets each line once, without line end; called from any thread
   */
  public JsonLines(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void called(CallLog.Entry entry) {
    write(
        Json.object()
            .put("at", entry.at().toString())
            .put("route", entry.route())
            .putText("customer", entry.customer().map(Object::toString))
            .putText("token", entry.tokenId())
            .put("status", entry.status())
            .put("millis", entry.took().toMillis())
            .putText("code", entry.code().map(Enum::name))
            .put("correlationId", entry.correlationId())
            .putText("failure", entry.failure().map(JsonLines::describe)));
  }

  @Override
  public void handled(BatchLog.Entry entry) {
    write(
        Json.object()
            .put("at", entry.at().toString())
            .put("queue", entry.queue())
            .put("messages", entry.messages())
            .put("failed", entry.failed())
            .put("millis", entry.took().toMillis())
            .putText("failure", entry.failure().map(JsonLines::describe)));
  }

  @Override
  public void turned(TurnLog.Entry entry) {
    var line = Json.object().put("at", entry.at().toString()).put("task", entry.task());
    entry.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> line.put(count.getKey(), count.getValue()));
    write(line.put("dryRun", entry.isDryRun()).put("done", entry.isDone()));
  }

  private void write(Json.Builder line) {
    out.accept(JsonText.write(line.build()));
  }

  private static String describe(Throwable failure) {
    return Stream.iterate(
            Optional.of(failure),
            Optional::isPresent,
            step -> step.flatMap(cause -> Optional.ofNullable(cause.getCause())))
        .flatMap(Optional::stream)
        .limit(MAX_CAUSES)
        .map(cause -> cause.getClass().getName() + thrownAt(cause))
        .collect(Collectors.joining(" < "));
  }

  private static String thrownAt(Throwable cause) {
    var trace = cause.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
