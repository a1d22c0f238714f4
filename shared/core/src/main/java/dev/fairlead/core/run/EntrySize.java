package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.Collection;
import java.util.Optional;

/** How many bytes a change may take as JSON text: never too few, seldom far too many. */
final class EntrySize {
  /** Field names, numbers, times and punctuation of one change. */
  private static final int FRAME = 240;

  private static final int NUMBER = 64;
  private static final int SHA256 = 128;

  private EntrySize() {}

  static long of(Change change) {
    return switch (change) {
      case Change.OperationRetrying retrying ->
          FRAME + text(retrying.operation()) + diagnostic(Optional.of(retrying.diagnostic()));
      case Change.OperationSkipped skipped ->
          FRAME + text(skipped.operation()) + diagnostic(Optional.of(skipped.diagnostic()));
      case Change.OperationEnded ended ->
          FRAME
              + text(ended.operation())
              + ended.output().map(EntrySize::output).orElse(0L)
              + diagnostic(ended.diagnostic());
      case Change.OperationExpanded expanded ->
          FRAME + text(expanded.operation()) + output(expanded.items());
      case Change.InventoryAwaited(String holder, var _) -> FRAME + text(holder);
      case Change.InventoryChanged changed ->
          FRAME + text(changed.operation()) + texts(changed.components());
      case Change.OfOperation other -> FRAME + text(other.operation());
      case Change.AgendaDraining draining -> FRAME + diagnostic(Optional.of(draining.diagnostic()));
      case Change.AgendaPaused(String by, var _) -> FRAME + text(by);
      case Change.AgendaResumed(String by, var _) -> FRAME + text(by);
      case Change.AgendaRebound rebound ->
          FRAME
              + text(rebound.from())
              + text(rebound.to())
              + text(rebound.by())
              + text(rebound.reason());
      case Change.AgendaReset reset -> FRAME + SHA256 + text(reset.by()) + reset(reset.which());
      case Change.DependentsAsked asked ->
          FRAME
              + text(asked.by())
              + texts(asked.taken())
              + json(new Json.Obj(asked.refused()))
              + output(asked.asked());
      case Change.OperationsAdded(String by, var names, var _) -> FRAME + text(by) + texts(names);
      case Change.AgendaStarted _,
          Change.AgendaLate _,
          Change.AgendaAsleep _,
          Change.AgendaEnded _,
          Change.InventoryLocked _ ->
          FRAME;
    };
  }

  private static long reset(Reset which) {
    return which instanceof Reset.Named(var operations) ? texts(operations) : 0;
  }

  private static long texts(Collection<String> texts) {
    return texts.stream().mapToLong(text -> 1 + text(text)).sum();
  }

  private static long output(Output output) {
    return switch (output) {
      case Output.Inline(Json value) -> json(value);
      case Output.Spilled _, Output.Collected _ -> SHA256;
    };
  }

  private static long diagnostic(Optional<Diagnostic> diagnostic) {
    return diagnostic.map(why -> text(why.code()) + text(why.message())).orElse(0L);
  }

  static long json(Json value) {
    return switch (value) {
      case Json.Obj(var fields) ->
          2
              + fields.entrySet().stream()
                  .mapToLong(field -> text(field.getKey()) + 2 + json(field.getValue()))
                  .sum();
      case Json.Arr(var items) -> 2 + items.stream().mapToLong(item -> 1 + json(item)).sum();
      case Json.Str(String text) -> text(text);
      case Json.Num(var number) ->
          NUMBER + number.precision() + Math.min(64, Math.abs(number.scale()));
      case Json.Bool _, Json.Null _ -> 5;
    };
  }

  private static long text(String text) {
    long bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
    }
    return bytes;
  }
}
