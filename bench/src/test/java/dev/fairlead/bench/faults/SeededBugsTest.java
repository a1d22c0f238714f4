package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing in a broken system would find nothing in ours. */
class SeededBugsTest {
  private static final int SEEDS = 200;

  @Test
  void findsAJournalThatLetsEntriesBeReplaced() {
    assertIsFound(BentItems.sabotage(JournalWithoutFence::new));
  }

  @Test
  void findsAlarmsThatAreForgotten() {
    assertIsFound(BentItems.sabotage(WithoutAlarms::new));
  }

  @Test
  void findsAClaimThatIsTornInTwo() {
    assertIsFound(BentItems.sabotage(good -> new Torn(good, "dispatched/", Write.Delete.class)));
  }

  @Test
  void findsAnAcceptanceThatIsTornInTwo() {
    assertIsFound(BentItems.sabotage(good -> new Torn(good, "waiting/", Write.Put.class)));
  }

  @Test
  void findsClaimsThatOvertake() {
    assertIsFound(BentItems.sabotage(YoungestFirst::new));
  }

  @Test
  void findsClientTokensThatAreNeverTaken() {
    assertIsFound(BentItems.sabotage(ForgetfulTokens::new));
  }

  @Test
  void findsAStoreThatAnswersBeforeItHasWritten() {
    assertIsFound(BentItems.sabotage(LosesTheEnd::new));
  }

  @Test
  void findsProcessesThatAreNeverReleased() {
    assertIsFound(
        new Sabotage() {
          @Override
          public OperationLauncher launcher(OperationLauncher good) {
            return new NeverReleases(good);
          }
        });
  }

  private static void assertIsFound(Sabotage sabotage) {
    var run = new FaultsBench.Run(sabotage);
    boolean found = false;
    for (int seed = 1; seed <= SEEDS && !found; seed++) {
      found = !run.add(Seed.of(seed)).problems().isEmpty();
    }
    assertThat(found).as("found within %s seeds", SEEDS).isTrue();
  }

  private static final class JournalWithoutFence extends BentItems {
    JournalWithoutFence(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome write(Write write) {
      return super.write(
          write instanceof Write.Put(var item, Condition _)
                  && item.key().sort().startsWith("journal/")
              ? Write.put(item)
              : write);
    }
  }

  private static final class WithoutAlarms extends BentItems {
    WithoutAlarms(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      return super.transact(
          writes.stream()
              .filter(write -> !write.key().table().equals(TableSpec.TIMERS.tableName()))
              .toList());
    }
  }

  /** Every third transaction of a kind writes half of it and is never heard of again. */
  private static final class Torn extends BentItems {
    private final String partition;
    private final Class<? extends Write> kind;
    private int transactions;

    Torn(ItemStore good, String partition, Class<? extends Write> kind) {
      super(good);
      this.partition = partition;
      this.kind = kind;
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      boolean meant =
          writes.stream()
              .anyMatch(
                  write -> kind.isInstance(write) && write.key().partition().startsWith(partition));
      if (!meant || ++transactions % 3 > 0) {
        return super.transact(writes);
      }
      super.write(writes.getFirst());
      throw new PortException(PortException.Fault.TIMED_OUT, "torn");
    }
  }

  private static final class YoungestFirst extends BentItems {
    YoungestFirst(ItemStore good) {
      super(good);
    }

    @Override
    public Page query(Query query) {
      Page page = super.query(query);
      return query.partition().startsWith("dispatched/")
          ? new Page(page.items().reversed(), page.next())
          : page;
    }
  }

  private static final class ForgetfulTokens extends BentItems {
    ForgetfulTokens(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      return super.transact(
          writes.stream()
              .map(write ->
                  write instanceof Write.Put(var item, Condition _)
                          && item.key().table().equals(TableSpec.TOKENS.tableName())
                      ? Write.put(item)
                      : write)
              .toList());
    }
  }

  /** Says that the end was written down, every second time without doing it. */
  private static final class LosesTheEnd extends BentItems {
    private int entries;

    LosesTheEnd(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome write(Write write) {
      boolean isEntry = write.key().sort().startsWith("journal/");
      return isEntry && ++entries % 4 == 0 ? new WriteOutcome.Written() : super.write(write);
    }
  }

  private record NeverReleases(OperationLauncher good) implements OperationLauncher {
    @Override
    public void launch(Order order) {
      good.launch(order);
    }

    @Override
    public void release(OperationKey key, int attempt) {
      // The attempt is never told that it no longer counts.
    }
  }
}
