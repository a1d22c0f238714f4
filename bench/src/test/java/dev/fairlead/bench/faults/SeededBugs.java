package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways in which the system could be broken. */
final class SeededBugs {
  private static final String JOURNAL = "journal/";

  private SeededBugs() {}

  /** A launcher that is broken, over a good one. */
  interface LauncherBug {
    OperationLauncher in(OperationLauncher good);
  }

  static Sabotage launcher(LauncherBug bug) {
    return new Sabotage() {
      @Override
      public OperationLauncher launcher(OperationLauncher good) {
        return bug.in(good);
      }
    };
  }

  private static boolean isEntry(Write write) {
    return write.key().sort().startsWith(JOURNAL);
  }

  private static boolean isOf(TableSpec table, Write write) {
    return write.key().table().equals(table.tableName());
  }

  /** Entries are put whether or not there is one of that number. */
  static final class JournalWithoutFence extends BentItems {
    JournalWithoutFence(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome write(Write write) {
      return super.write(
          write instanceof Write.Put(var item, Condition _) && isEntry(write)
              ? Write.put(item)
              : write);
    }
  }

  /** Who lost the race for an entry appends what it decided all the same, one number later. */
  static final class AppendsRegardless extends BentItems {
    AppendsRegardless(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome write(Write write) {
      WriteOutcome outcome = super.write(write);
      if (outcome.isWritten() || !isEntry(write) || !(write instanceof Write.Put put)) {
        return outcome;
      }
      Item item = put.item();
      long number = Long.parseLong(item.key().sort().substring(JOURNAL.length()));
      var next =
          new Key(
              item.key().table(),
              item.key().partition(),
              JOURNAL + String.format(Locale.ROOT, "%015d", number + 1));
      return write(Write.put(new Item(next, item.attributes()), Condition.absent()));
    }
  }

  /** A table whose conditions always hold. */
  static final class Unconditional extends BentItems {
    private final Predicate<Write> which;

    Unconditional(ItemStore good, Predicate<Write> which) {
      super(good);
      this.which = which;
    }

    static Unconditional claims(ItemStore good) {
      return new Unconditional(
          good, write -> isOf(TableSpec.LINES, write) && write instanceof Write.Put);
    }

    /** Two turns of an insight's scheduler at once both count. */
    static Unconditional turns(ItemStore good) {
      return new Unconditional(good, write -> write.key().partition().startsWith("ledger/"));
    }

    /** Insights draw of their pool as if nobody else had since they looked. */
    static Unconditional pools(ItemStore good) {
      return new Unconditional(good, write -> write.key().partition().startsWith("pool/"));
    }

    static Unconditional tokens(ItemStore good) {
      return new Unconditional(good, write -> isOf(TableSpec.TOKENS, write));
    }

    /** An inventory is had by whoever asks, whether or not somebody has it. */
    static Unconditional inventories(ItemStore good) {
      return new Unconditional(
          good, write -> isOf(TableSpec.INVENTORIES, write) && write instanceof Write.Put);
    }

    static Unconditional places(ItemStore good) {
      return new Unconditional(
          good, write -> isOf(TableSpec.LINES, write) && write instanceof Write.Delete);
    }

    @Override
    public WriteOutcome write(Write write) {
      return super.write(bent(write));
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      return super.transact(writes.stream().map(this::bent).toList());
    }

    private Write bent(Write write) {
      if (!which.test(write)) {
        return write;
      }
      return switch (write) {
        case Write.Put(var item, Condition _) -> Write.put(item);
        case Write.Delete(var key, Condition _) -> Write.delete(key);
        case Write.Check check -> check;
      };
    }
  }

  /** Who schedules reads objects as if they limited nothing. */
  static final class NoLimits extends BentItems {
    private final Set<ObjectKind> kinds;

    NoLimits(ItemStore good, ObjectKind... kinds) {
      super(good);
      this.kinds = Set.of(kinds);
    }

    static NoLimits ofInsights(ItemStore good) {
      return new NoLimits(good, ObjectKind.INSIGHT, ObjectKind.CUSTOMER);
    }

    static NoLimits ofPools(ItemStore good) {
      return new NoLimits(good, ObjectKind.RESOURCE_POOL);
    }

    @Override
    public Optional<Item> read(Key key) {
      return super.read(key).map(this::higher);
    }

    @Override
    public Page query(Query query) {
      Page page = super.query(query);
      return new Page(page.items().stream().map(this::higher).toList(), page.next());
    }

    /** Ten times as much of everything. */
    private Item higher(Item item) {
      if (kinds.stream().noneMatch(kind -> item.key().partition().endsWith("/" + kind.plural()))) {
        return item;
      }
      Map<String, Attr> attributes = new HashMap<>(item.attributes());
      item.text("fields")
          .ifPresent(fields ->
              attributes.put(
                  "fields", Attr.of(fields.replaceAll("\"(agendas|operations)\":", "\"$1\":1"))));
      return new Item(item.key(), attributes);
    }
  }

  /** A ledger always says that nothing is held. */
  static final class HoldsNothing extends BentItems {
    HoldsNothing(ItemStore good) {
      super(good);
    }

    @Override
    public Optional<Item> read(Key key) {
      return super.read(key)
          .map(item -> key.partition().startsWith("ledger/") ? emptied(item) : item);
    }

    private static Item emptied(Item ledger) {
      Map<String, Attr> attributes = new HashMap<>(ledger.attributes());
      attributes.put("held", Attr.of("{}"));
      return new Item(ledger.key(), attributes);
    }
  }

  /** A ledger always says that all that is held is held by work that is soon over. */
  static final class AllIsShort extends BentItems {
    private static final Pattern BRIEF = Pattern.compile("\"brief\":\\{[^}]*}");

    AllIsShort(ItemStore good) {
      super(good);
    }

    @Override
    public Optional<Item> read(Key key) {
      return super.read(key)
          .map(item -> key.partition().startsWith("ledger/") ? shortened(item) : item);
    }

    private static Item shortened(Item ledger) {
      Map<String, Attr> attributes = new HashMap<>(ledger.attributes());
      String brief = "\"brief\":" + ledger.text("held").orElse("{}");
      ledger
          .text("stake")
          .map(stake -> BRIEF.matcher(stake).replaceFirst(Matcher.quoteReplacement(brief)))
          .ifPresent(stake -> attributes.put("stake", Attr.of(stake)));
      return new Item(ledger.key(), attributes);
    }
  }

  /** Nobody sees that an insight or a pool is held or drained. */
  static final class NoHalts extends BentItems {
    private static final Pattern HALT = Pattern.compile("\"halt\":\\{[^}]*}");

    NoHalts(ItemStore good) {
      super(good);
    }

    @Override
    public Optional<Item> read(Key key) {
      return super.read(key).map(NoHalts::open);
    }

    @Override
    public Page query(Query query) {
      Page page = super.query(query);
      return new Page(page.items().stream().map(NoHalts::open).toList(), page.next());
    }

    private static Item open(Item item) {
      if (!item.key().table().equals(TableSpec.OBJECTS.tableName())) {
        return item;
      }
      Map<String, Attr> attributes = new HashMap<>(item.attributes());
      item.text("fields")
          .ifPresent(fields ->
              attributes.put("fields", Attr.of(HALT.matcher(fields).replaceAll("\"halted\":0"))));
      return new Item(item.key(), attributes);
    }
  }

  /** Who is bumped gets the place of another, who stays where it is. */
  static final class Overtakes extends BentItems {
    private static final String WAITING = "waiting/";

    Overtakes(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      Key first = writes.getFirst().key();
      String own = agenda(first);
      List<String> others =
          writes.stream()
              .map(Write::key)
              .filter(key -> key.partition().equals(first.partition()))
              .map(Overtakes::agenda)
              .filter(agenda -> !agenda.equals(own))
              .toList();
      boolean isBump =
          first.partition().startsWith(WAITING)
              && writes.stream()
                  .anyMatch(write ->
                      write instanceof Write.Put
                          && write.key().partition().equals(first.partition())
                          && agenda(write.key()).equals(own));
      return super.transact(
          writes.stream()
              .filter(write ->
                  !isBump
                      || others.stream().noneMatch(other -> write.key().toString().contains(other)))
              .toList());
    }

    private static String agenda(Key entry) {
      return entry.sort().substring(entry.sort().lastIndexOf('/') + 1);
    }
  }

  /** Nobody ever sees again who was set aside. */
  static final class ForgetsAsides extends BentItems {
    ForgetsAsides(ItemStore good) {
      super(good);
    }

    @Override
    public Page query(Query query) {
      return query.partition().startsWith("aside/")
          ? new Page(List.of(), Optional.empty())
          : super.query(query);
    }
  }

  /** Leaves some writes out and says that they were made. */
  static class Forgets extends BentItems {
    private final Predicate<Write> which;

    Forgets(ItemStore good, Predicate<Write> which) {
      super(good);
      this.which = which;
    }

    /** A claimed agenda never gets its alarm. */
    static Forgets theFirstAlarm(ItemStore good) {
      return new Forgets(good, write -> false) {
        @Override
        public WriteOutcome transact(List<Write> writes) {
          return super.transact(
              writes.stream().filter(write -> !isOf(TableSpec.TIMERS, write)).toList());
        }
      };
    }

    /** Who wakes an agenda that sleeps leaves its alarm where it is. */
    static Forgets toWake(ItemStore good) {
      return new Forgets(good, write -> false) {
        @Override
        public WriteOutcome transact(List<Write> writes) {
          boolean wakes =
              isEntry(writes.getFirst())
                  && writes.stream()
                      .noneMatch(write -> write.condition() instanceof Condition.Present);
          return super.transact(
              writes.stream().filter(write -> !wakes || !isOf(TableSpec.TIMERS, write)).toList());
        }
      };
    }

    /** Nobody is told that an admitted agenda is over. */
    static Forgets toSettle(ItemStore good) {
      return forgetsPuts(good, "settlements/");
    }

    /** Nobody is told that an agenda gave back what it does not need. */
    static Forgets whatIsGivenBack(ItemStore good) {
      return forgetsPuts(good, "growth/back/");
    }

    private static Forgets forgetsPuts(ItemStore good, String place) {
      return new Forgets(good, write -> false) {
        @Override
        public WriteOutcome transact(List<Write> writes) {
          return super.transact(writes.stream().filter(write -> !isPutAt(place, write)).toList());
        }
      };
    }

    private static boolean isPutAt(String place, Write write) {
      String at = write.key().partition() + "/" + write.key().sort();
      return isOf(TableSpec.LINES, write)
          && write instanceof Write.Put
          && at.replaceFirst("/[^/]+/", "/").startsWith(place);
    }

    /** An agenda's end leaves its inventory as it is. */
    static Forgets toFreeInventories(ItemStore good) {
      return new Forgets(good, write -> false) {
        @Override
        public WriteOutcome transact(List<Write> writes) {
          return super.transact(writes.stream().filter(write -> !frees(write)).toList());
        }
      };
    }

    private static boolean frees(Write write) {
      return isOf(TableSpec.INVENTORIES, write)
          && write instanceof Write.Put(var item, Condition _)
          && item.text("holder").equals(Optional.of("-"));
    }

    /** An alarm that rang is not set again. */
    static Forgets theNextAlarm(ItemStore good) {
      return new Forgets(
          good, write -> isOf(TableSpec.TIMERS, write) && write instanceof Write.Put);
    }

    /** A promise that was kept stays in the outbox. */
    static Forgets keptPromises(ItemStore good) {
      return new Forgets(
          good, write -> isOf(TableSpec.OUTBOX, write) && write instanceof Write.Delete);
    }

    @Override
    public WriteOutcome write(Write write) {
      return which.test(write) ? new WriteOutcome.Written() : super.write(write);
    }
  }

  /** Every third transaction of a kind writes half of it and is never heard of again. */
  static final class Torn extends BentItems {
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

  /** The youngest dispatched agenda is claimed first. */
  static final class YoungestFirst extends BentItems {
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

  /** Says that an entry was written down, every fourth time without doing it. */
  static final class LosesEntries extends BentItems {
    private int entries;

    LosesEntries(ItemStore good) {
      super(good);
    }

    @Override
    public WriteOutcome write(Write write) {
      return isEntry(write) && ++entries % 4 == 0 ? new WriteOutcome.Written() : super.write(write);
    }
  }

  /** An attempt is never told that it no longer counts. */
  record NeverReleases(OperationLauncher good) implements OperationLauncher {
    @Override
    public void launch(Order order) {
      good.launch(order);
    }

    @Override
    public void release(OperationKey key, int attempt) {
      // Not told.
    }
  }

  /** Every attempt of an operation goes by the first one's number. */
  record ReusesTheFirstAttempt(OperationLauncher good) implements OperationLauncher {
    @Override
    public void launch(Order order) {
      good.launch(new Order(order.key(), 1, order.type(), order.correlationId(), order.payload()));
    }

    @Override
    public void release(OperationKey key, int attempt) {
      good.release(key, attempt);
    }
  }

  /** Has the next attempt stand by, which no entry names. */
  record StartsAhead(OperationLauncher good) implements OperationLauncher {
    @Override
    public void launch(Order order) {
      good.launch(order);
      good.launch(
          new Order(
              order.key(),
              order.attempt() + 1,
              order.type(),
              order.correlationId(),
              order.payload()));
    }

    @Override
    public void release(OperationKey key, int attempt) {
      good.release(key, attempt);
    }
  }
}
