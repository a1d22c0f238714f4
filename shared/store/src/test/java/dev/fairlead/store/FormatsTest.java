package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Reset;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.001Z");

  @Test
  void readsBackEveryKindOfChange() {
    var kinds = new HashSet<Class<?>>();
    Stream.of(
            new Change.AgendaPaused("ann", NOW),
            new Change.AgendaResumed("ann", NOW),
            new Change.AgendaDraining(
                AgendaOutcome.CANCELLED, new Diagnostic("cancelled", "By ann."), NOW),
            new Change.AgendaLate(NOW.minusSeconds(7), NOW),
            new Change.AgendaAsleep(NOW.plusSeconds(7), NOW),
            new Change.AgendaRebound("a", "b", "ann", "moving out", NOW),
            new Change.AgendaEnded(AgendaOutcome.TIMED_OUT, NOW),
            new Change.AgendaReset(
                new Reset.All(), "ann", Optional.of("abc"), Optional.empty(), NOW),
            new Change.AgendaReset(
                new Reset.NotSucceeded(), "retry", Optional.empty(), Optional.of(NOW), NOW),
            new Change.AgendaReset(
                new Reset.Named(Set.of("a", "b")), "ann", Optional.empty(), Optional.empty(), NOW),
            new Change.InventoryAwaited("01jbhm3kz8x5t0q2r4s6v8w9ya", NOW),
            new Change.InventoryLocked(7, NOW),
            new Change.InventoryChanged("a", Verb.FIND, List.of("x", "y"), NOW),
            new Change.OperationsAdded("a", List.of("c", "d"), NOW),
            new Change.DependentsAsked(
                "a",
                3,
                List.of("x", "y"),
                new TreeMap<>(Map.of("z", Json.texts(List.of("no")))),
                new Output.Spilled("ab".repeat(32), 9_000),
                NOW))
        .forEach(change -> readsBack(change, kinds));
    for (int seed = 0; seed < 20; seed++) {
      var journal = new RandomJournal(seed);
      AgendaRun run = RandomJournal.empty();
      for (int i = 0; i < 40; i++) {
        List<Change> changes = journal.next(run);
        changes.forEach(change -> readsBack(change, kinds));
        run = run.apply(run.sequence() + 1, changes);
      }
    }

    assertThat(kinds).isEqualTo(kinds(Change.class));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsBackTheSnapshotOfAnyRun(long seed) {
    var journal = new RandomJournal(seed);
    AgendaRun run = RandomJournal.empty();
    for (int i = 0; i < 60; i++) {
      assertThat(SnapshotFormat.read(throughText(SnapshotFormat.write(run)))).isEqualTo(run);
      run = run.apply(run.sequence() + 1, journal.next(run));
    }
  }

  @Test
  void readsBackHowARunStandsToItsInventory() {
    AgendaRun run = RandomJournal.empty();
    for (Change change :
        List.of(
            new Change.AgendaStarted(1, NOW),
            new Change.InventoryAwaited("x", NOW),
            new Change.InventoryLocked(7, NOW),
            new Change.InventoryChanged("a", Verb.CREATE, List.of("x"), NOW))) {
      run = run.apply(run.sequence() + 1, List.of(change));
      assertThat(SnapshotFormat.read(throughText(SnapshotFormat.write(run)))).isEqualTo(run);
    }
    assertThat(run.lock()).contains(new InventoryLock.Held(7, 3, 4));
  }

  @Test
  void readsBackWhatAttemptsAskedFor() {
    AgendaRun run =
        RandomJournal.empty()
            .applyAll(
                List.of(
                    List.of(
                        new Change.AgendaStarted(1, NOW),
                        new Change.DependentsAsked(
                            "a",
                            3,
                            List.of("x"),
                            new TreeMap<>(Map.of("z", Json.texts(List.of("no")))),
                            new Output.Inline(Json.object().put("x", Json.EMPTY).build()),
                            NOW))));

    assertThat(run.operations()).containsKey("a[x]");
    assertThat(SnapshotFormat.read(throughText(SnapshotFormat.write(run)))).isEqualTo(run);
  }

  @Test
  void readsWhatTheFirstReleaseWrote() {
    var draining = JsonText.parseStored("{\"t\":\"agenda.draining\",\"at\":1}");
    var retrying =
        JsonText.parseStored(
            """
            {"t":"retrying","at":1,"op":"a","attempt":1,"starts":1,"lost":false,
             "why":{"code":"exit:1","message":"m"}}\
            """);

    assertThat(ChangeFormat.read(draining))
        .isInstanceOfSatisfying(
            Change.AgendaDraining.class,
            change -> assertThat(change.towards()).isEqualTo(AgendaOutcome.FAILED));
    assertThat(ChangeFormat.read(retrying))
        .isInstanceOfSatisfying(
            Change.OperationRetrying.class, change -> assertThat(change.notBefore()).isEmpty());
  }

  @Test
  void refusesAChangeOfANewerRelease() {
    var unknown = Json.object().put("t", "forked").put("at", 1).build();

    assertThatThrownBy(() -> ChangeFormat.read(unknown))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("unknown change forked");
  }

  private static void readsBack(Change change, Set<Class<?>> kinds) {
    kinds.add(change.getClass());
    assertThat(ChangeFormat.read(throughText(ChangeFormat.write(change)))).isEqualTo(change);
  }

  private static Json throughText(Json json) {
    return JsonText.parseStored(JsonText.write(json));
  }

  private static Set<Class<?>> kinds(Class<?> family) {
    var found = new HashSet<Class<?>>();
    Arrays.stream(family.getPermittedSubclasses())
        .forEach(kind -> {
          if (kind.isInterface()) {
            found.addAll(kinds(kind));
          } else {
            found.add(kind);
          }
        });
    return found;
  }
}
