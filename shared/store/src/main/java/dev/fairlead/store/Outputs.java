package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Results of operations: small ones in the journal, large ones in the blob store. */
public final class Outputs {
  /** Lists are read once for each of their items. */
  private static final int RECENT_LISTS = 8;

  private static final String RESULTS = "results";

  /** An index of JSON Pointer, of the size that lists have. */
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,4}");

  private final BlobStore blobs;
  private final Recent<String, Json> lists = new Recent<>(RECENT_LISTS);

  public Outputs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** Where a result belongs. Pure. */
  public static Output place(Json result) {
    byte[] text = JsonText.canonical(result);
    return text.length <= Output.INLINE_BYTES
        ? new Output.Inline(result)
        : new Output.Spilled(Sha256.hex(text), text.length);
  }

  /**
   * Puts the large results of reports, and what they ask for, where {@link #place} says they are.
   */
  public void spill(AgendaKey agenda, List<Report> reports) {
    for (Report report : reports) {
      switch (report) {
        case Report.Ended ended when ended.ending() instanceof Ending.Succeeded(Json result) ->
            spill(agenda, result);
        case Report.Asked asked -> spill(agenda, asked.asked());
        case Report.Ended _, Report.Started _, Report.Beat _, Report.Tick _ -> {
          // Small.
        }
      }
    }
  }

  private void spill(AgendaKey agenda, Json result) {
    if (place(result) instanceof Output.Spilled) {
      blobs.put(agenda.toString(), JsonText.canonical(result));
    }
  }

  /**
   * What an operation of a run gave; empty if it gave nothing. Cost: nothing, or one blob read; for
   * an operation with a list as much for each of its items.
   */
  public Optional<Json> of(AgendaKey agenda, AgendaRun run, OperationRun operation) {
    return operation
        .output()
        .map(output ->
            output instanceof Output.Collected collected
                ? collected(agenda, run, operation.name(), collected)
                : read(agenda, output));
  }

  /** Whether an operation's output is put together of what was done for the items of its list. */
  public static boolean isOfList(OperationRun operation) {
    return operation.output().filter(Output.Collected.class::isInstance).isPresent();
  }

  /**
   * The same; of an operation with a list only what is needed to find what is at a place. Cost:
   * nothing, or a blob read for the one item that is asked for.
   */
  public Optional<Json> of(
      AgendaKey agenda, AgendaRun run, OperationRun operation, JsonPointer at) {
    if (!(operation.output().orElse(null) instanceof Output.Collected collected)
        || at.tokens().isEmpty()) {
      return of(agenda, run, operation);
    }
    if (!at.tokens().getFirst().equals(RESULTS)) {
      return Optional.of(counts(collected).build());
    }
    return at.tokens().size() == 1
        ? of(agenda, run, operation)
        : Optional.of(only(agenda, run, operation.name(), collected, at.tokens().get(1)));
  }

  /** The items before it are not read: a place that leads to one leads past them. */
  private Json only(
      AgendaKey agenda, AgendaRun run, String operation, Output.Collected collected, String token) {
    var results = new ArrayList<Json>();
    if (INDEX.matcher(token).matches() && Integer.parseInt(token) < collected.total()) {
      int index = Integer.parseInt(token);
      results.addAll(Collections.nCopies(index, Json.NULL));
      results.add(
          of(agenda, run, run.operation(Growth.elementName(operation, index))).orElse(Json.NULL));
    }
    return counts(collected).put(RESULTS, Json.array(results)).build();
  }

  /** In the order of the items; null where an item's work came to nothing. */
  private Json collected(
      AgendaKey agenda, AgendaRun run, String operation, Output.Collected collected) {
    var results = new ArrayList<Json>(collected.total());
    for (int i = 0; i < collected.total(); i++) {
      OperationRun element = run.operation(Growth.elementName(operation, i));
      results.add(of(agenda, run, element).orElse(Json.NULL));
    }
    return counts(collected).put(RESULTS, Json.array(results)).build();
  }

  /** How the work for the items of a list went. */
  public static Json.Builder counts(Output.Collected collected) {
    return Json.object()
        .put("total", collected.total())
        .put("succeeded", collected.succeeded())
        .put("failed", collected.failed())
        .put("skipped", collected.skipped());
  }

  /** An item of a list. Cost: nothing, or one blob read for the first item of a large list. */
  public Json item(AgendaKey agenda, Growth.Elements list, int index) {
    Json items =
        switch (list.items()) {
          case Output.Spilled(String sha256, long _) ->
              lists
                  .find(agenda.customer() + "/" + sha256)
                  .orElseGet(() -> {
                    Json read = read(agenda, list.items());
                    lists.keep(agenda.customer() + "/" + sha256, read);
                    return read;
                  });
          case Output other -> read(agenda, other);
        };
    return items instanceof Json.Arr(List<Json> all) ? all.get(index) : Json.NULL;
  }

  /** What an output holds; of a list's, its counts. Cost: nothing, or one blob read. */
  public Json value(AgendaKey agenda, Output output) {
    return read(agenda, output);
  }

  private Json read(AgendaKey agenda, Output output) {
    return switch (output) {
      case Output.Inline(Json value) -> value;
      case Output.Collected collected -> counts(collected).build();
      case Output.Spilled(String sha256, long _) ->
          JsonText.parseStored(
              blobs
                  .get(agenda.toString(), sha256)
                  .map(bytes -> new String(bytes, UTF_8))
                  .orElseThrow(() ->
                      new PortException(
                          PortException.Fault.CORRUPT, "result " + sha256 + " is gone")));
    };
  }
}
