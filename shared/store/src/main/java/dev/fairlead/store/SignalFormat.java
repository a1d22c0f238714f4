package dev.fairlead.store;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import java.time.Instant;
import java.util.Map;

/** Signals and lines of a log as they are stored. */
final class SignalFormat {
  private SignalFormat() {}

  static Key keyOf(LeaseSignal signal) {
    return new Key(LeaseRows.TABLE, signal.target().text(), LeaseRows.SIGNAL + signal.id());
  }

  /** Due at once: who polls finds the target by it. */
  static Item write(LeaseSignal signal) {
    return Format.item(
        keyOf(signal),
        Map.of(
            "kind",
            Attr.of(signal.kind().name()),
            "author",
            Attr.of(signal.author()),
            "reason",
            Attr.of(signal.reason()),
            "at",
            Attr.of(signal.at().toEpochMilli()),
            LeaseRows.DUE_IN,
            Attr.of(LeaseRows.shardOf(signal.target())),
            LeaseRows.DUE_AT,
            Attr.of(Format.sortable(signal.at()))));
  }

  static LeaseSignal read(Target target, Item item) {
    Format.checked(item);
    return new LeaseSignal(
        target,
        item.key().sort().substring(LeaseRows.SIGNAL.length()),
        LeaseSignal.Kind.valueOf(item.requireText("kind")),
        item.requireText("author"),
        item.requireText("reason"),
        Instant.ofEpochMilli(item.requireWhole("at")));
  }

  /** Lines of one change have its version in their keys: the change, and so its line, is once. */
  static Item write(Target target, long version, LeaseLine line) {
    return Format.item(
        new Key(LeaseRows.TABLE, target.text(), LeaseRows.LOG + Format.sortable(version)),
        Map.of(
            "at", Attr.of(line.at().toEpochMilli()),
            "type", Attr.of(line.type()),
            "author", Attr.of(line.author()),
            "sentence", Attr.of(line.sentence())));
  }

  static long number(Item item) {
    return Long.parseLong(item.key().sort().substring(LeaseRows.LOG.length()));
  }

  static LeaseLine readLine(Item item) {
    Format.checked(item);
    return new LeaseLine(
        Instant.ofEpochMilli(item.requireWhole("at")),
        item.requireText("type"),
        item.requireText("author"),
        item.requireText("sentence"));
  }
}
