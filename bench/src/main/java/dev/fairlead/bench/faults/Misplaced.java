package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Place;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Watches agendas that are set aside: nobody is for whom there might be enough. */
final class Misplaced {
  private static final String ASIDE = "aside/";
  private static final String WAITING = "waiting/";
  private static final int MANY = 200;

  private final Lines lines;
  private final Consumer<String> problems;
  private final Runnable seen;

  /**
   * @param lines without anything that goes wrong
   * @param seen is told of each
   */
  Misplaced(Lines lines, Consumer<String> problems, Runnable seen) {
    this.lines = lines;
    this.problems = problems;
    this.seen = seen;
  }

  /**
   * Takes in what was written.
   *
   * @param limits all that whoever wrote it may have gone by, of an insight and an agenda in line
   */
  void applied(List<Write> writes, BiFunction<String, InLine, List<Limits>> limits) {
    for (Write write : writes) {
      if (write instanceof Write.Put && isAside(write.key())) {
        String line = write.key().partition().substring(WAITING.length());
        String insight = line.substring(0, line.indexOf('/'));
        setAside(insight, write.key(), limits);
      }
    }
  }

  private static boolean isAside(Key key) {
    return key.table().equals(TableSpec.LINES.tableName())
        && key.partition().startsWith(WAITING)
        && key.sort().startsWith(ASIDE);
  }

  private void setAside(String insight, Key key, BiFunction<String, InLine, List<Limits>> limits) {
    seen.run();
    var agenda = new AgendaId(key.sort().substring(key.sort().lastIndexOf('/') + 1));
    lines.oldest(Place.Line.ASIDE, insight, MANY).stream()
        .filter(entry -> entry.agenda().agenda().equals(agenda))
        .filter(entry ->
            limits.apply(insight, entry).stream()
                .allMatch(most -> most.exceededBy(entry.floor()).isEmpty()))
        .forEach(entry -> problems.accept(entry + " was set aside, and fits"));
  }
}
