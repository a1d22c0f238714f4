package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.Report;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept beside the journal for single operations: heartbeats and the tail of their output.
 */
public final class OperationRows {
  /** Of an attempt's output, this many characters are kept: an item holds 400 KB. */
  static final int LOG_CHARACTERS = 100_000;

  private static final int LOGS_PER_PAGE = 200;

  /** Longer encoded names are hashed: a sort key holds 1,024 bytes. */
  private static final int LONGEST_NAME = 512;

  private final ItemStore items;

  public OperationRows(ItemStore items) {
    this.items = items;
  }

  /** The last output of an attempt. */
  public record Log(String operation, int attempt, String text) {}

  /**
   * Remembers that an attempt was alive, unless a later sign of life is known: the beats of an
   * attempt that no longer counts must not hide those of the one that does. Cost: 1 write unit.
   */
  public void beat(AgendaKey agenda, Report.Beat beat) {
    items.write(
        Write.put(
            Format.item(
                key(agenda, "beat/" + encode(beat.operation())),
                Map.of(
                    "attempt", Attr.of(beat.attempt()),
                    "at", Attr.of(beat.at().toEpochMilli()))),
            Condition.any(
                Condition.absent(),
                Condition.below("attempt", beat.attempt()),
                Condition.all(
                    Condition.is("attempt", beat.attempt()),
                    Condition.below("at", beat.at().toEpochMilli())))));
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
   *
   * @param text of which the last {@value #LOG_CHARACTERS} characters are kept
   */
  public void keepLog(OperationKey operation, int attempt, String text) {
    items.write(
        Write.put(
            Format.item(
                key(
                    operation.agenda(),
                    "log/" + encode(operation.operation()) + "/" + Format.sortable(attempt)),
                Map.of("operation", Attr.of(operation.operation()), "text", Attr.of(tail(text))))));
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
              item.requireText("operation"), Integer.parseInt(parts[2]), item.requireText("text"));
        })
        .toList();
  }

  private static Key key(AgendaKey agenda, String sort) {
    return new Key(TableSpec.AGENDAS.tableName(), agenda.toString(), sort);
  }

  /** Names hold any character; sort keys are ASCII. */
  static String encode(String name) {
    String encoded = URLEncoder.encode(name, UTF_8);
    // An encoded name has no tilde, so that no name can pose as the hash of another.
    return encoded.length() <= LONGEST_NAME
        ? encoded
        : encoded.substring(0, 64) + "~" + Sha256.hex(name);
  }

  private static String tail(String text) {
    if (text.length() <= LOG_CHARACTERS) {
      return text;
    }
    int start = text.length() - LOG_CHARACTERS;
    // A pair of surrogates is one character: half of it is none.
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }
}
