package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveFrameTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant NOW = START.plusMillis(61_234);

  private static RunState state(OperationView... operations) {
    return new RunState(
        "01k0", Optional.of("Encode episode 12"), Optional.of(START), List.of(operations));
  }

  private static OperationView done(String name, String outcome) {
    return OperationView.waiting(name)
        .after(event("operation.started", name, 1, ""))
        .after(event("operation.completed", name, 1, outcome));
  }

  private static OperationView running(String name, long attempt) {
    return OperationView.waiting(name).after(event("operation.started", name, attempt, ""));
  }

  private static RunEvent event(String type, String name, long attempt, String message) {
    var at = START.plusSeconds(type.endsWith("completed") ? 3 : 1);
    return new RunEvent(
        1,
        Optional.of(at),
        type,
        Optional.of(name),
        Optional.of(attempt),
        Optional.empty(),
        Optional.of(message).filter(text -> !text.isEmpty()));
  }

  @Test
  void showsEveryOperationOfASmallAgenda() {
    var lines =
        new LiveFrame(new Style(false, true))
            .lines(
                state(
                    done("probe", "succeeded"),
                    running("encode", 2),
                    OperationView.waiting("publish")),
                NOW,
                new Screen.Size(60, 24));

    assertThat(lines)
        .containsExactly(
            "Encode episode 12  01k0",
            "✔ probe    succeeded  2.00 s",
            "▶ encode   executing  1 min 00 s  attempt 2",
            "· publish  waiting",
            "━━━━━━━━━━──────────────────── 1/3  01:01.2");
  }

  @Test
  void showsHowFarRunningOperationsSayTheyAre() {
    var half = new SaidView(Optional.of(50L), Optional.of("copying\nfiles"));
    var lines =
        new LiveFrame(new Style(false, true))
            .lines(
                state(
                    done("probe", "succeeded").saying(1, half),
                    running("encode", 2).saying(2, half),
                    running("stale", 2).saying(1, half)),
                NOW,
                new Screen.Size(80, 24));

    assertThat(lines)
        .containsExactly(
            "Encode episode 12  01k0",
            "✔ probe   succeeded  2.00 s",
            "▶ encode  executing  1 min 00 s  attempt 2  50 %  copying files",
            "▶ stale   executing  1 min 00 s  attempt 2",
            "━━━━━━━━━━━━━━━─────────────── 1/3  01:01.2");
  }

  @Test
  void fitsTheTerminalWhateverTheAgenda() {
    var many = new ArrayList<OperationView>();
    for (int i = 0; i < 500; i++) {
      var name = "operation-日本-" + i;
      many.add(
          i % 3 == 0
              ? done(name, "succeeded")
              : i % 3 == 1 ? running(name, 1) : OperationView.waiting(name));
    }
    var state = state(many.toArray(OperationView[]::new));
    for (var style : List.of(new Style(false, true), Style.PLAIN)) {
      for (int columns = 1; columns <= 120; columns += 7) {
        for (int height = 1; height <= 40; height++) {
          var lines = new LiveFrame(style).lines(state, NOW, new Screen.Size(columns, height));

          int narrower = Math.max(2, columns);
          assertThat(lines).hasSizeLessThan(Math.max(2, height));
          assertThat(lines).allSatisfy(line -> assertThat(Text.width(line)).isLessThan(narrower));
        }
      }
    }
  }

  @Test
  void showsWhatRunsAndFailedOfALongOneAndCountsTheRest() {
    var lines =
        new LiveFrame(Style.PLAIN)
            .lines(
                state(
                    done("a", "succeeded"),
                    done("b", "failed"),
                    done("c", "succeeded"),
                    running("d", 1),
                    OperationView.waiting("e"),
                    OperationView.waiting("f")),
                NOW,
                new Screen.Size(60, 7));

    assertThat(lines)
        .containsExactly(
            "Encode episode 12  01k0",
            "x b  failed     2.00 s",
            "> d  executing  1 min 00 s",
            "... and 2 succeeded, 2 waiting",
            "[###############---------------] 3/6  01:01.2");
  }

  @Test
  void letsNoNameSteerTheTerminal() {
    var lines =
        new LiveFrame(Style.PLAIN)
            .lines(state(running("evil\u001b[2J\nname", 1)), NOW, new Screen.Size(60, 24));

    assertThat(lines).noneMatch(line -> line.contains("\u001b") || line.contains("\n"));
  }
}
