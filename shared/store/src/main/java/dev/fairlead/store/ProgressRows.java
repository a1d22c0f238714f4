package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What attempts say of themselves, beside the journal. Each attempt has a row of its own, so that a
 * stale one changes nothing of what is known of the one that counts.
 */
public final class ProgressRows {
  /** Rows that are read for one answer. */
  private static final int MAX_ROWS = 5_000;

  private static final int ROWS_PER_PAGE = 1_000;

  /** Attempts that are looked through for one that said something. */
  private static final int ATTEMPTS_BACK = 10;

  private static final String PREFIX = "progress/";

  private final ItemStore items;

  public ProgressRows(ItemStore items) {
    this.items = items;
  }

  /**
   * What an attempt said.
   *
   * @param at of the report that brought it
   * @param log the end of its output then; empty once it is over, when its log is kept elsewhere
   * @param succeeded whether it ended so
   */
  public record Row(
      String operation,
      int attempt,
      Instant at,
      OperationProgress progress,
      Optional<String> log,
      boolean succeeded) {}

  /**
   * Keeps what a running attempt says, unless something later is known of it. It is a sign of life,
   * too. Cost: 1 write unit per KB of it, at most 15.
   */
  public void tell(
      AgendaKey agenda, Report.Beat beat, OperationProgress progress, Optional<String> log) {
    long at = beat.at().toEpochMilli();
    items.write(
        Write.put(
            row(
                key(agenda, beat.operation(), beat.attempt()),
                at,
                attributes(
                    beat.operation(),
                    beat.at(),
                    progress,
                    log.map(text -> OperationRows.tail(text, ReportMessage.LIVE_LOG_CHARACTERS)))),
            Condition.any(Condition.absent(), Condition.below("rank", at + 1))));
  }

  /** Keeps what an attempt had said by its end, for good. Cost: 1 write unit per KB of it. */
  public void end(AgendaKey agenda, Report.Ended ended, OperationProgress progress) {
    var attributes = attributes(ended.operation(), ended.at(), progress, Optional.empty());
    if (ended.ending() instanceof Ending.Succeeded) {
      attributes.put("succeeded", Attr.of(1));
    }
    // No beat of it that is late, or from a clock that is ahead, comes after this.
    items.write(
        Write.put(
            row(key(agenda, ended.operation(), ended.attempt()), Long.MAX_VALUE, attributes),
            Condition.always()));
  }

  /** Of the latest attempt of an operation that said something. Cost: 1 read unit. */
  Optional<Row> latest(OperationKey operation) {
    return newest(operation, Integer.MAX_VALUE, 1).stream().findFirst();
  }

  /**
   * What the attempts before one said last; empty if they said nothing, or if the one that said it
   * succeeded: then there is nothing to go on with. Cost: 1 read unit per 4 KB.
   */
  public Optional<OperationProgress.OfAttempt> before(OperationKey operation, int attempt) {
    return newest(operation, attempt, ATTEMPTS_BACK).stream()
        .filter(row -> !row.progress().isNone())
        .findFirst()
        .filter(row -> !row.succeeded())
        .map(row -> new OperationProgress.OfAttempt(row.attempt(), row.progress()));
  }

  /**
   * Of an agenda's attempts, or of those of one operation; by operation, then attempt; the first
   * {@value #MAX_ROWS}. Cost: 1 read unit, and 1 per 4 KB.
   */
  public List<Row> of(AgendaKey agenda, Optional<String> operation) {
    var rows = new ArrayList<Row>();
    var query =
        Query.of(TableSpec.AGENDAS.tableName(), agenda.toString(), ROWS_PER_PAGE)
            .startingWith(operation.map(ProgressRows::prefix).orElse(PREFIX));
    var page = items.query(query);
    page.items().forEach(item -> rows.add(read(item)));
    while (page.next().isPresent() && rows.size() < MAX_ROWS) {
      page = items.query(query.after(page.next().get()));
      page.items().forEach(item -> rows.add(read(item)));
    }
    return rows;
  }

  private List<Row> newest(OperationKey operation, int before, int limit) {
    String prefix = prefix(operation.operation());
    return items
        .query(
            Query.of(TableSpec.AGENDAS.tableName(), operation.agenda().toString(), limit)
                .between(prefix, prefix + Format.sortable(before))
                .newestFirst())
        .items()
        .stream()
        .map(ProgressRows::read)
        .toList();
  }

  private static Item row(Key key, long rank, Map<String, Attr> attributes) {
    attributes.put("rank", Attr.of(rank));
    return Format.item(key, attributes);
  }

  private static Map<String, Attr> attributes(
      String operation, Instant at, OperationProgress progress, Optional<String> log) {
    var attributes = new HashMap<String, Attr>();
    attributes.put("operation", Attr.of(operation));
    attributes.put("at", Attr.of(at.toEpochMilli()));
    attributes.put("said", Attr.of(JsonText.write(ProgressText.json(progress))));
    log.ifPresent(text -> attributes.put("log", Attr.of(text)));
    return attributes;
  }

  private static Row read(Item item) {
    Format.checked(item);
    String[] parts = item.key().sort().split("/", -1);
    return new Row(
        item.requireText("operation"),
        Integer.parseInt(parts[2]),
        Instant.ofEpochMilli(item.requireWhole("at")),
        JsonText.parseStored(item.requireText("said")) instanceof Json.Obj said
            ? ProgressText.of(said)
            : OperationProgress.NONE,
        item.text("log"),
        item.whole("succeeded").isPresent());
  }

  private static Key key(AgendaKey agenda, String operation, int attempt) {
    return new Key(
        TableSpec.AGENDAS.tableName(),
        agenda.toString(),
        prefix(operation) + Format.sortable(attempt));
  }

  private static String prefix(String operation) {
    return PREFIX + OperationRows.encode(operation) + "/";
  }
}
