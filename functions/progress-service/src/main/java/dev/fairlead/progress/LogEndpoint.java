package dev.fairlead.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.OperationRows.Log;
import java.util.List;
import java.util.Optional;

/**
 * What the operations of an agenda wrote: the end of it, of each attempt; or all that is kept of
 * one, a page at a time.
 *
 * <p>Cost: 1 read unit per 4 KB of what is told; for a page of a long log its blob is read.
 */
final class LogEndpoint {
  /** Characters; in JSON each has six bytes at most, and an answer 6 MB. */
  private static final int PAGE = 900_000;

  private final Runs runs;
  private final OperationRows rows;
  private final BlobStore blobs;

  LogEndpoint(Runs runs, Ports ports) {
    this.runs = runs;
    this.rows = new OperationRows(ports.items());
    this.blobs = ports.blobs();
  }

  Reply logs(Call call) {
    AgendaKey agenda = runs.header(call).key();
    Optional<String> operation = call.text(Parameter.OPERATION);
    long attempt = call.whole(Parameter.ATTEMPT);
    if (attempt > 0 && operation.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "An attempt is one of an operation, which is not named.");
    }
    int from = Math.toIntExact(call.whole(Parameter.FROM_CHARACTER));
    List<Json> logs =
        rows.logs(agenda, operation).stream()
            .filter(log -> attempt == 0 || log.attempt() == attempt)
            .<Json>map(log -> attempt == 0 ? end(log) : page(agenda, log, from))
            .toList();
    return Reply.json(Json.object().put("logs", Json.array(logs)).build());
  }

  private static Json.Obj end(Log log) {
    return json(log, log.text())
        .putIfPresent("bytes", log.whole().map(blob -> Json.of(blob.bytes())))
        .build();
  }

  private Json.Obj page(AgendaKey agenda, Log log, int from) {
    // What is gone from the blob store was deleted with its agenda just now.
    String text =
        log.whole()
            .flatMap(blob -> blobs.get(agenda.toString(), blob.sha256()))
            .map(bytes -> new String(bytes, UTF_8))
            .orElse(log.text());
    int start = Math.min(from, text.length());
    int end = Math.min(start + PAGE, text.length());
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    return json(log, text.substring(start, end))
        .putIfPresent("next", end < text.length() ? Optional.of(Json.of(end)) : Optional.empty())
        .build();
  }

  private static Json.Builder json(Log log, String text) {
    return Json.object()
        .put("operation", log.operation())
        .put("attempt", log.attempt())
        .put("text", text)
        .putIfPresent("partial", log.partial() ? Optional.of(Json.of(true)) : Optional.empty());
  }
}
