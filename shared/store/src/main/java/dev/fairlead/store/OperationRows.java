package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.Report;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept beside the journal for single operations: heartbeats and the tail of their output.
 */
public final class OperationRows {
  private static final int LOGS_PER_PAGE = 200;

  private final ItemStore items;

  public OperationRows(ItemStore items) {
    this.items = items;
  }

  /** The last output of an attempt. */
  public record Log(String operation, int attempt, String text) {}

  /** Remembers that an attempt was alive. Cost: 1 write unit. */
  public void beat(AgendaKey agenda, Report.Beat beat) {
    items.write(
        Write.put(
            Format.item(
                key(agenda, "beat/" + encode(beat.operation())),
                Map.of(
                    "attempt", Attr.of(beat.attempt()),
                    "at", Attr.of(beat.at().toEpochMilli())))));
  }

  /** The latest heartbeat of an operation. Cost: 1 read unit. */
  public Optional<Report.Beat> latestBeat(OperationKey operation) {
    return items
        .read(key(operation.agenda(), "beat/" + encode(operation.operation())))
        .map(Format::checked)
        .map(item ->
            new Report.Beat(
                operation.operation(),
                Math.toIntExact(item.requireWhole("attempt")),
                Instant.ofEpochMilli(item.requireWhole("at"))));
  }

  /**
   * Keeps the tail of an attempt's output, replacing an earlier tail. Cost: 1 write unit per KB.
   */
  public void keepLog(OperationKey operation, int attempt, String text) {
    items.write(
        Write.put(
            Format.item(
                key(
                    operation.agenda(),
                    "log/" + encode(operation.operation()) + "/" + Format.sortable(attempt)),
                Map.of("text", Attr.of(text)))));
  }

  /** Output of one operation, or of all; by operation, then attempt; at most a page. */
  public List<Log> logs(AgendaKey agenda, Optional<String> operation) {
    return items
        .query(
            Query.of(TableSpec.AGENDAS.tableName(), agenda.toString(), LOGS_PER_PAGE)
                .startingWith(operation.map(name -> "log/" + encode(name) + "/").orElse("log/")))
        .items()
        .stream()
        .map(Format::checked)
        .map(item -> {
          String[] parts = item.key().sort().split("/", -1);
          return new Log(
              URLDecoder.decode(parts[1], UTF_8),
              Integer.parseInt(parts[2]),
              item.requireText("text"));
        })
        .toList();
  }

  private static Key key(AgendaKey agenda, String sort) {
    return new Key(TableSpec.AGENDAS.tableName(), agenda.toString(), sort);
  }

  /** Names hold any character; sort keys are ASCII. */
  private static String encode(String name) {
    return URLEncoder.encode(name, UTF_8);
  }
}
