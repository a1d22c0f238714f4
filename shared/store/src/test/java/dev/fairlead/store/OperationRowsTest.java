package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Beat;
import dev.fairlead.store.OperationRows.Log;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationRowsTest {
  private static final AgendaKey AGENDA = Stack.agenda(1);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Stack stack = new Stack();
  private final OperationRows rows = new OperationRows(stack.items);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "a b",
        "a+b",
        "a%2Fb",
        "~",
        "ü",
        "\uD83D\uDE00",
        "log/",
        "名",
        "*",
        ".."
      })
  void keepsWhateverTheOperationIsCalled(String name) {
    keepsLogAndBeat(name);
    keepsLogAndBeat(name.repeat(256 / name.length()));
  }

  @Test
  void doesNotShowTheLogsOfAnOperationWhoseNameIsALongerPath() {
    rows.keepLog(key("a"), 1, "of a", Optional.empty());
    rows.keepLog(key("a/b"), 1, "of a/b", Optional.empty());
    rows.keepLog(key("a/1"), 1, "of a/1", Optional.empty());
    rows.keepLog(key("ab"), 1, "of ab", Optional.empty());

    assertThat(rows.logs(AGENDA, Optional.of("a"))).containsExactly(new Log("a", 1, "of a", false));
    assertThat(rows.logs(AGENDA, Optional.of("a/b")))
        .containsExactly(new Log("a/b", 1, "of a/b", false));
    assertThat(rows.logs(AGENDA, Optional.of(""))).isEmpty();
    assertThat(rows.logs(AGENDA, Optional.empty())).hasSize(4);
    assertThat(rows.logs(Stack.agenda(2), Optional.empty())).isEmpty();
  }

  @Test
  void knowsWhereAllOfALongLogIs() {
    var whole = new Output.Spilled("ab".repeat(32), 1_000_000);

    rows.keepLog(key("a"), 1, "the end", Optional.of(whole));

    assertThat(rows.logs(AGENDA, Optional.of("a")))
        .containsExactly(new Log("a", 1, "the end", false, Optional.of(whole)));
  }

  @Test
  void tellsLongNamesApartByTheirLastCharacter() {
    String stem = "名".repeat(255);
    rows.keepLog(key(stem + "a"), 1, "of a", Optional.empty());
    rows.keepLog(key(stem + "b"), 1, "of b", Optional.empty());

    assertThat(rows.logs(AGENDA, Optional.of(stem + "a")))
        .containsExactly(new Log(stem + "a", 1, "of a", false));
  }

  @Test
  void showsAttemptsInTheirOrder() {
    rows.keepLog(key("a"), 10, "tenth", Optional.empty());
    rows.keepLog(key("a"), 9, "ninth", Optional.empty());

    assertThat(rows.logs(AGENDA, Optional.of("a"))).extracting(Log::attempt).containsExactly(9, 10);
  }

  @Test
  void keepsTheEndOfALogThatIsTooLong() {
    rows.keepLog(key("a"), 1, "😀".repeat(OperationRows.LOG_CHARACTERS) + "end", Optional.empty());

    String kept = rows.logs(AGENDA, Optional.of("a")).getFirst().text();
    assertThat(kept).hasSizeBetween(OperationRows.LOG_CHARACTERS - 1, OperationRows.LOG_CHARACTERS);
    assertThat(kept).endsWith("😀end").startsWith("😀");
  }

  @Test
  void doesNotLetABeatOfAnOldAttemptHideTheLatest() {
    rows.beat(AGENDA, new Beat("a", 2, NOW));
    rows.beat(AGENDA, new Beat("a", 1, NOW.plusSeconds(5)));
    rows.beat(AGENDA, new Beat("a", 2, NOW.minusSeconds(5)));

    assertThat(rows.latestBeat(key("a"))).contains(new Beat("a", 2, NOW));

    rows.beat(AGENDA, new Beat("a", 3, NOW.minusSeconds(1)));

    assertThat(rows.latestBeat(key("a"))).contains(new Beat("a", 3, NOW.minusSeconds(1)));
  }

  private void keepsLogAndBeat(String name) {
    rows.keepLog(key(name), 1, "text", Optional.empty());
    rows.beat(AGENDA, new Beat(name, 1, NOW));

    assertThat(rows.logs(AGENDA, Optional.of(name)))
        .containsExactly(new Log(name, 1, "text", false));
    assertThat(rows.latestBeat(key(name))).contains(new Beat(name, 1, NOW));
  }

  private static OperationKey key(String operation) {
    return new OperationKey(AGENDA, operation);
  }
}
