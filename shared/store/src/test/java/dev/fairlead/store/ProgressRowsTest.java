package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Beat;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.OperationRows.Log;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressRowsTest {
  private static final AgendaKey AGENDA = Stack.agenda(1);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final OperationKey KEY = new OperationKey(AGENDA, "a/b");

  private final Stack stack = new Stack();
  private final ProgressRows rows = new ProgressRows(stack.items);
  private final OperationRows operations = new OperationRows(stack.items);

  @Test
  void keepsWhatEachAttemptSaidLast() {
    tell(2, NOW, "second");
    tell(1, NOW.plusSeconds(9), "stale");
    tell(2, NOW.minusSeconds(9), "late");
    tell(2, NOW.plusSeconds(1), "latest");

    assertThat(said(rows.of(AGENDA, Optional.empty()))).containsExactly("stale", "latest");
    assertThat(operations.latestBeat(KEY)).contains(new Beat("a/b", 2, NOW.plusSeconds(1)));
  }

  @Test
  void takesABeatWithoutNewsForASignOfLifeThatForgetsNothing() {
    tell(1, NOW, "copying");

    operations.beat(AGENDA, new Beat("a/b", 1, NOW.plusSeconds(5)));

    assertThat(operations.latestBeat(KEY)).contains(new Beat("a/b", 1, NOW.plusSeconds(5)));
    assertThat(said(rows.of(AGENDA, Optional.of("a/b")))).containsExactly("copying");
  }

  @Test
  void letsNoBeatChangeWhatWasSaidByTheEnd() {
    tell(1, NOW, "copying");
    rows.end(AGENDA, ended(1, NOW.plusSeconds(1), new Ending.Succeeded(Json.NULL)), saying("done"));

    tell(1, NOW.plusSeconds(60), "late");

    var row = rows.of(AGENDA, Optional.empty()).getFirst();
    assertThat(row.progress()).isEqualTo(saying("done"));
    assertThat(row.succeeded()).isTrue();
    assertThat(row.log()).isEmpty();
  }

  @Test
  void givesAnAttemptWhatTheLastThatSaidSomethingSaid() {
    assertThat(rows.before(KEY, 1)).isEmpty();
    tell(1, NOW, "first");
    rows.tell(AGENDA, new Beat("a/b", 2, NOW), OperationProgress.NONE, Optional.of("a line"));
    tell(3, NOW, "third");
    tell(9, NOW, "ninth");
    tell(11, NOW, "eleventh");

    assertThat(rows.before(KEY, 1)).isEmpty();
    assertThat(rows.before(KEY, 3)).contains(last(1, "first"));
    assertThat(rows.before(KEY, 4)).contains(last(3, "third"));
    assertThat(rows.before(KEY, 11)).contains(last(9, "ninth"));
    assertThat(rows.before(new OperationKey(AGENDA, "a"), 11)).isEmpty();
  }

  @Test
  void givesNothingToGoOnWithAfterASuccess() {
    tell(1, NOW, "first");
    rows.end(AGENDA, ended(2, NOW, new Ending.Succeeded(Json.NULL)), saying("done"));
    rows.end(AGENDA, ended(4, NOW, failure()), saying("half"));

    assertThat(rows.before(KEY, 3)).isEmpty();
    assertThat(rows.before(KEY, 5)).contains(last(4, "half"));
  }

  @Test
  void showsTheLogOfWhatRunsUntilItsEndBringsAll() {
    rows.tell(AGENDA, new Beat("a/b", 1, NOW), OperationProgress.NONE, Optional.of("so far"));
    rows.tell(AGENDA, new Beat("a", 1, NOW), OperationProgress.NONE, Optional.of("of another"));

    assertThat(operations.logs(AGENDA, Optional.of("a/b")))
        .containsExactly(new Log("a/b", 1, "so far", true));

    operations.keepLog(KEY, 1, "so far and to the end", Optional.empty());

    assertThat(operations.logs(AGENDA, Optional.empty()))
        .containsExactly(
            new Log("a/b", 1, "so far and to the end", false), new Log("a", 1, "of another", true));
  }

  @Test
  void readsMoreThanAPage() {
    for (int i = 0; i < 1_100; i++) {
      rows.tell(AGENDA, new Beat("op" + i, 1, NOW), saying("x".repeat(1_500)), Optional.empty());
    }

    assertThat(rows.of(AGENDA, Optional.empty())).hasSize(1_100);
  }

  private void tell(int attempt, Instant at, String message) {
    rows.tell(AGENDA, new Beat("a/b", attempt, at), saying(message), Optional.empty());
  }

  private static Report.Ended ended(int attempt, Instant at, Ending ending) {
    return new Report.Ended("a/b", attempt, 1, Optional.of(at), at, ending);
  }

  private static Ending failure() {
    return new Ending.Failed(new Diagnostic("exit:1", "It failed."));
  }

  private static OperationProgress.OfAttempt last(int attempt, String message) {
    return new OperationProgress.OfAttempt(attempt, saying(message));
  }

  private static OperationProgress saying(String message) {
    return new OperationProgress(Optional.of(message), Optional.empty(), Optional.empty());
  }

  private static List<String> said(List<ProgressRows.Row> rows) {
    return rows.stream().map(row -> row.progress().message().orElse("")).toList();
  }
}
