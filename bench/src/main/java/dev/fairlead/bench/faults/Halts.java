package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.store.StoredObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches that nothing is dispatched from where nothing may leave, and nothing comes to wait where
 * nothing may come: by the insight, or by its pool, whoever did it can't have known otherwise.
 */
final class Halts {
  private static final String WAITING = "waiting/";
  private static final String KIN = "kin/";

  private final Announced announced;
  private final Consumer<String> problems;

  Halts(Announced announced, Consumer<String> problems) {
    this.announced = announced;
    this.problems = problems;
  }

  /** Something was dispatched. */
  void dispatched(String what, String insight, Instant begin) {
    if (isSurely(Halt.How.HELD, insight, begin)) {
      problems.accept(what + " was dispatched from " + insight + ", which is held");
    }
  }

  /**
   * Takes in what was written. Sub-agendas go where their parents run, and who only changes places
   * was there.
   *
   * @param begin of the invocation that wrote it
   */
  void applied(List<Write> writes, Instant begin) {
    Set<String> left = new HashSet<>();
    for (Write write : writes) {
      if (write instanceof Write.Delete) {
        insightOf(write.key()).ifPresent(left::add);
      }
    }
    for (Write write : writes) {
      if (write instanceof Write.Put && !write.key().sort().startsWith(KIN)) {
        insightOf(write.key())
            .filter(insight -> !left.contains(insight))
            .filter(insight -> isSurely(Halt.How.DRAINING, insight, begin))
            .ifPresent(insight ->
                problems.accept(
                    write.key().sort() + " came to wait in " + insight + ", which is drained"));
      }
    }
  }

  private static Optional<String> insightOf(Key key) {
    if (!key.table().equals(TableSpec.LINES.tableName()) || !key.partition().startsWith(WAITING)) {
      return Optional.empty();
    }
    String line = key.partition().substring(WAITING.length());
    return Optional.of(line.substring(0, line.indexOf('/')));
  }

  private boolean isSurely(Halt.How how, String insight, Instant begin) {
    List<Insight> said = announced.insight(insight, begin);
    return !said.isEmpty()
        && (said.stream().allMatch(it -> is(how, it.halt()))
            || said.getLast().pool().filter(pool -> isPoolSurely(how, pool, begin)).isPresent());
  }

  private boolean isPoolSurely(Halt.How how, String pool, Instant begin) {
    List<StoredObject> said = announced.pool(pool, begin);
    return !said.isEmpty() && said.stream().allMatch(it -> is(how, it.halt()));
  }

  private static boolean is(Halt.How how, Optional<Halt> halt) {
    return halt.filter(some -> some.how() == how).isPresent();
  }
}
