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
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private final ProgressRows progress;

  public OperationRows(ItemStore items) {
    this.items = items;
    this.progress = new ProgressRows(items);
  }

  /**
   * The last output of an attempt.
   *
   * @param partial whether more may come, or was lost: nobody reported the attempt's end
   * @param whole the blob of all of it, UTF-8, where the text is but its tail
   */
  public record Log(
      String operation, int attempt, String text, boolean partial, Optional<Output.Spilled> whole) {
    /** All there is. */
    public Log(String operation, int attempt, String text, boolean partial) {
      this(operation, attempt, text, partial, Optional.empty());
    }
  }

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

  /** The latest heartbeat of an operation, with or without news. Cost: 2 read units. */
  public Optional<Report.Beat> latestBeat(OperationKey operation) {
    Optional<Report.Beat> plain =
        items
            .read(key(operation.agenda(), "beat/" + encode(operation.operation())))
            .map(Format::checked)
            .map(item ->
                new Report.Beat(
                    operation.operation(),
                    Math.toIntExact(item.requireWhole("attempt")),
                    Instant.ofEpochMilli(item.requireWhole("at"))));
    Optional<Report.Beat> telling =
        progress
            .latest(operation)
            .map(row -> new Report.Beat(row.operation(), row.attempt(), row.at()));
    return Stream.concat(plain.stream(), telling.stream())
        .max(Comparator.comparingInt(Report.Beat::attempt).thenComparing(Report.Beat::at));
  }

  /** What an attempt said last, if that is known. Cost: 1 read unit per 4 KB. */
  public Optional<String> latestWords(OperationKey operation, int attempt) {
    return progress
        .latest(operation)
        .filter(row -> row.attempt() == attempt)
        .flatMap(row -> row.progress().message());
  }

  /**
   * Keeps the tail of an attempt's output, replacing an earlier tail. Cost: 1 write unit per KB.
   *
   * @param text of which the last {@value #LOG_CHARACTERS} characters are kept
   * @param whole the blob of all of it, where the text is but its tail
   */
  public void keepLog(
      OperationKey operation, int attempt, String text, Optional<Output.Spilled> whole) {
    var attributes = new HashMap<String, Attr>();
    attributes.put("operation", Attr.of(operation.operation()));
    attributes.put("text", Attr.of(tail(text, LOG_CHARACTERS)));
    whole.ifPresent(blob -> {
      attributes.put("sha256", Attr.of(blob.sha256()));
      attributes.put("bytes", Attr.of(blob.bytes()));
    });
    items.write(
        Write.put(
            Format.item(
                key(
                    operation.agenda(),
                    "log/" + encode(operation.operation()) + "/" + Format.sortable(attempt)),
                attributes)));
  }

  /**
   * Output of one operation, or of all; by operation, then attempt; at most a page of attempts that
   * are over. Of others it is what their last report brought. Cost: 2 read units, and 1 per 4 KB.
   */
  public List<Log> logs(AgendaKey agenda, Optional<String> operation) {
    var logs = new TreeMap<String, Log>();
    for (ProgressRows.Row row : progress.of(agenda, operation)) {
      row.log().ifPresent(text -> put(logs, new Log(row.operation(), row.attempt(), text, true)));
    }
    kept(agenda, operation).forEach(log -> put(logs, log));
    return List.copyOf(logs.values());
  }

  private static void put(Map<String, Log> logs, Log log) {
    logs.put(encode(log.operation()) + "/" + Format.sortable(log.attempt()), log);
  }

  private List<Log> kept(AgendaKey agenda, Optional<String> operation) {
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
              item.requireText("operation"),
              Integer.parseInt(parts[2]),
              item.requireText("text"),
              false,
              item.text("sha256")
                  .map(sha256 -> new Output.Spilled(sha256, item.requireWhole("bytes"))));
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

  static String tail(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int start = text.length() - characters;
    // A pair of surrogates is one character: half of it is none.
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }
}
