package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Sleep;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final AgendaKey AGENDA = Stack.agenda(1);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<Change> START = List.of(new Change.AgendaStarted(1, NOW));
  private static final Instant RANG = NOW.plusSeconds(60);
  private static final Sleep SLEEP = new Sleep(NOW.plusSeconds(1), NOW.plusSeconds(9_999));
  private static final Key SNAPSHOT = new Key("agendas", AGENDA.toString(), "snapshot");

  private final Stack stack = new Stack();
  private final Journal journal = new Journal(stack.items, stack.blobs);

  @Test
  void loadsWhatWasAppended() {
    AgendaRun run = append(RandomJournal.empty(), START);

    assertThat(load()).isEqualTo(run);
    assertThat(load().sequence()).isEqualTo(1);
  }

  @Test
  @Tag("F068")
  void keepsTheEntryOfTheFirstOfTwoThatSawTheSame() {
    AgendaRun seen = RandomJournal.empty();

    assertThat(journal.append(AGENDA, seen, START, "first")).isTrue();
    assertThat(journal.append(AGENDA, seen, List.of(new Change.AgendaStarted(2, NOW)), "second"))
        .isFalse();

    assertThat(load().attempt()).isEqualTo(1);
  }

  @Test
  void knowsItsOwnEntryWhenTheStoreDidItButDidNotAnswer() {
    var unanswered = failing(new ItemFault.TimedOutButDone());

    assertThat(unanswered.append(AGENDA, RandomJournal.empty(), START, "mine")).isTrue();
    assertThat(unanswered.append(AGENDA, RandomJournal.empty(), START, "mine")).isTrue();
    assertThat(load().sequence()).isEqualTo(1);
  }

  @Test
  void knowsThatAnotherWasFirstWhenTheStoreDidNotAnswer() {
    append(RandomJournal.empty(), START);

    assertThat(
            failing(new ItemFault.TimedOutButDone())
                .append(AGENDA, RandomJournal.empty(), START, "late"))
        .isFalse();
  }

  @Test
  void saysThatNothingWasAppendedWhenTheStoreNeitherDidItNorAnswered() {
    assertThat(
            failing(new ItemFault.TimedOutAndNotDone())
                .append(AGENDA, RandomJournal.empty(), START, "mine"))
        .isFalse();
    assertThat(load()).isEqualTo(RandomJournal.empty());
  }

  @Test
  void passesOnThatTheStoreIsThrottled() {
    var throttled = failing(new ItemFault.Throttled());

    assertThatThrownBy(() -> throttled.append(AGENDA, RandomJournal.empty(), START, "mine"))
        .isInstanceOf(PortException.class);
  }

  @Test
  void writesASnapshotEveryFiftyEntriesAndLoadsTheSameWithAndWithoutIt() {
    AgendaRun run = RandomJournal.empty();
    var random = new RandomJournal(3);
    for (int i = 1; i <= 130; i++) {
      run = append(run, random.next(run));
      journal.snapshotIfDue(AGENDA, run);
      assertThat(stack.items.read(SNAPSHOT).map(item -> item.requireWhole("sequence")).orElse(0L))
          .isEqualTo(i / 50 * 50L);
      assertThat(load()).isEqualTo(run);
    }

    stack.items.write(Write.delete(SNAPSHOT));

    assertThat(load()).isEqualTo(run);
  }

  @Test
  void tellsNothingOfAJournalThatIsBeingDeleted() {
    append(append(RandomJournal.empty(), START), List.of(new Change.AgendaPaused("ann", NOW)));

    stack.items.write(
        Write.delete(new Key("agendas", AGENDA.toString(), "journal/000000000000001")));

    assertThatThrownBy(this::load)
        .isInstanceOf(PortException.class)
        .hasMessageContaining("no entry 1");
  }

  @Test
  void neverReplacesASnapshotByAnOlderOne() {
    AgendaRun fifty = appendMany(RandomJournal.empty(), 50);
    AgendaRun hundred = appendMany(fifty, 50);

    journal.snapshotIfDue(AGENDA, hundred);
    journal.snapshotIfDue(AGENDA, fifty);

    assertThat(stack.items.read(SNAPSHOT).orElseThrow().requireWhole("sequence")).isEqualTo(100);
  }

  @Test
  void keepsALargeSnapshotInTheBlobStore() {
    var names = IntStream.range(0, 6_000).mapToObj(i -> "operation " + i).toList();
    AgendaRun run = appendMany(AgendaRun.empty(names), 50);

    journal.snapshotIfDue(AGENDA, run);

    assertThat(stack.items.read(SNAPSHOT).orElseThrow().text("sha256")).isPresent();
    assertThat(journal.load(AGENDA, names)).isEqualTo(run);
  }

  @Test
  void refusesAnEntryOfANewerRelease() {
    append(RandomJournal.empty(), START);
    Key key = new Key("agendas", AGENDA.toString(), "journal/000000000000001");
    makeNewer(key);

    assertThatThrownBy(this::load)
        .isInstanceOf(PortException.class)
        .hasMessageContaining("has format 2; this release reads 1");
  }

  @Test
  void refusesASnapshotOfANewerRelease() {
    journal.snapshotIfDue(AGENDA, appendMany(RandomJournal.empty(), 50));
    makeNewer(SNAPSHOT);

    assertThatThrownBy(this::load)
        .isInstanceOf(PortException.class)
        .hasMessageContaining("has format 2");
  }

  @Test
  void readsEntriesOfManyPagesInOrder() {
    appendMany(RandomJournal.empty(), 450);

    assertThat(journal.entries(AGENDA, 0, Integer.MAX_VALUE))
        .extracting(Journal.Entry::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 450).boxed().toList());
    assertThat(journal.entries(AGENDA, 447, 100))
        .extracting(Journal.Entry::sequence)
        .containsExactly(448L, 449L, 450L);
    assertThat(journal.entries(AGENDA, Long.MAX_VALUE / 10_000, 100)).isEmpty();
    assertThat(journal.entries(Stack.agenda(2), 0, 100)).isEmpty();
  }

  private void makeNewer(Key key) {
    Item item = stack.items.read(key).orElseThrow();
    Map<String, Attr> attributes = new TreeMap<>(item.attributes());
    attributes.put("v", Attr.of(2));
    stack.items.write(Write.put(new Item(key, attributes)));
  }

  @Test
  void movesTheAlarmOfAnAgendaThatFallsAsleep() {
    AgendaRun run = rung();

    assertThat(journal.fallAsleep(AGENDA, run, RANG, SLEEP, "asleep")).isTrue();

    assertThat(load().sleep()).contains(SLEEP);
    assertThat(alarms()).containsExactly(SLEEP.until());
  }

  @Test
  void setsAnAlarmThatIsDueWithTheEntryThatWakesAnAgenda() {
    AgendaRun asleep = asleep();

    append(asleep, List.of(new Change.AgendaPaused("ann", NOW)));

    assertThat(load().sleep()).isEmpty();
    assertThat(alarms()).containsExactly(SLEEP.since());
  }

  @Test
  void doesNotFallAsleepOverWhatSomebodyHasWritten() {
    AgendaRun run = rung();
    append(run, List.of(new Change.AgendaPaused("ann", NOW)));

    assertThat(journal.fallAsleep(AGENDA, run, RANG, SLEEP, "asleep")).isFalse();

    assertThat(alarms()).containsExactly(RANG);
  }

  @Test
  void doesNotFallAsleepByAnAlarmThatIsElsewhereByNow() {
    AgendaRun run = rung();
    alarm().move(new Alarm(AGENDA, RANG), RANG.plusSeconds(60));

    assertThat(journal.fallAsleep(AGENDA, run, RANG, SLEEP, "asleep")).isFalse();

    assertThat(load().sleep()).isEmpty();
    assertThat(alarms()).containsExactly(RANG.plusSeconds(60));
  }

  @Test
  void hasOneAlarmWhenItSleepsOn() {
    AgendaRun asleep = asleep();
    stack.items.write(alarm().set(new Alarm(AGENDA, RANG)));
    var longer = new Sleep(SLEEP.since().plusSeconds(1), SLEEP.until().plusSeconds(9));

    assertThat(journal.fallAsleep(AGENDA, asleep, RANG, longer, "longer")).isTrue();

    assertThat(alarms()).containsExactly(longer.until());
  }

  @Test
  void hasItsAlarmWhetherOrNotTheStoreAnsweredWhenItFellAsleepOrWoke() {
    AgendaRun run = rung();

    assertThat(
            failing(new ItemFault.TimedOutAndNotDone())
                .fallAsleep(AGENDA, run, RANG, SLEEP, "asleep"))
        .isFalse();
    assertThat(alarms()).containsExactly(RANG);
    assertThat(
            failing(new ItemFault.TimedOutButDone()).fallAsleep(AGENDA, run, RANG, SLEEP, "asleep"))
        .isTrue();
    assertThat(alarms()).containsExactly(SLEEP.until());
    AgendaRun asleep = load();
    assertThat(
            failing(new ItemFault.TimedOutAndNotDone()).append(AGENDA, asleep, List.of(), "woken"))
        .isFalse();
    assertThat(alarms()).containsExactly(SLEEP.until());
    assertThat(failing(new ItemFault.TimedOutButDone()).append(AGENDA, asleep, List.of(), "woken"))
        .isTrue();
    assertThat(alarms()).containsExactly(SLEEP.since());
  }

  @Test
  void keepsInASnapshotThatAnAgendaSleeps() {
    AgendaRun run = appendMany(RandomJournal.empty(), Journal.ENTRIES_PER_SNAPSHOT - 1);
    stack.items.write(alarm().set(new Alarm(AGENDA, RANG)));
    assertThat(journal.fallAsleep(AGENDA, run, RANG, SLEEP, "asleep")).isTrue();

    journal.snapshotIfDue(AGENDA, load());

    assertThat(stack.items.read(SNAPSHOT)).isPresent();
    assertThat(load().sleep()).contains(SLEEP);
  }

  private AgendaRun rung() {
    stack.items.write(alarm().set(new Alarm(AGENDA, RANG)));
    return append(RandomJournal.empty(), START);
  }

  private AgendaRun asleep() {
    assertThat(journal.fallAsleep(AGENDA, rung(), RANG, SLEEP, "asleep")).isTrue();
    return load();
  }

  private Alarms alarm() {
    return new Alarms(stack.items, Alarms.Kind.LOOK);
  }

  private List<Instant> alarms() {
    return IntStream.range(0, Alarms.SHARDS)
        .boxed()
        .flatMap(shard -> alarm().due(shard, SLEEP.until().plusSeconds(99), 10).stream())
        .map(Alarm::due)
        .toList();
  }

  private AgendaRun appendMany(AgendaRun from, int entries) {
    AgendaRun run = from;
    for (int i = 0; i < entries; i++) {
      run = append(run, run.sequence() == 0 ? START : List.of());
    }
    return run;
  }

  private AgendaRun append(AgendaRun run, List<Change> changes) {
    assertThat(journal.append(AGENDA, run, changes, "entry " + run.sequence())).isTrue();
    return run.apply(run.sequence() + 1, changes);
  }

  private AgendaRun load() {
    return journal.load(AGENDA, RandomJournal.OPERATIONS);
  }

  private Journal failing(ItemFault fault) {
    return new Journal(stack.failing(new FaultScript().then(fault)), stack.blobs);
  }
}
