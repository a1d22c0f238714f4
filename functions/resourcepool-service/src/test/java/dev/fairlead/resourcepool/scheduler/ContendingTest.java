package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.AccountRow.Head;
import dev.fairlead.store.AccountSheets;
import dev.fairlead.store.Accounts;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index that lags shows accounts that contend no longer: nobody is hidden behind them. */
class ContendingTest {
  private static final String INSIGHT = "gpu";
  private static final int MOST = 4;

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Accounts accounts = new Accounts(adapters.items());
  private final Instant began = clock.instant();

  @ParameterizedTest
  @CsvSource({"fifo,0", "fifo,4", "fifo,11", "fair,0", "fair,4", "fair,11", "priority,4"})
  void findsThoseBehindWhomAnIndexStillShows(String algorithm, int gone) {
    enter(algorithm, 0, 14);

    var contending = read(algorithm, List.of(0), gone);

    assertThat(contending(contending)).contains(names(0, gone, Math.min(14, gone + MOST)));
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "9", "10", "25"})
  void findsThemInEachOfSeveralLanes(int gone) {
    enter("priority", 0, gone + 3);
    enter("priority", 1, 1);

    var contending = read("priority", List.of(0, 1), gone);

    assertThat(contending(contending)).contains(names(0, gone, gone + 3)).contains("l1c000");
  }

  @Test
  void tellsHowOldThoseAreThatWereNotRead() {
    enter("priority", 0, 14);
    enter("priority", 1, 14);

    var contending = read("priority", List.of(0, 1), 5);

    assertThat(contending.beyond()).extracting(Beyond::lane).containsExactlyInAnyOrder(0, 1);
    assertThat(contending.beyond())
        .filteredOn(beyond -> beyond.lane() == 0)
        .allSatisfy(
            beyond -> assertThat(beyond.addedAt()).isBeforeOrEqualTo(began.plusSeconds(13)));
  }

  private Contending read(String algorithm, List<Integer> lanes, int gone) {
    var terms =
        new Terms(
            INSIGHT,
            9,
            Algorithms.find(algorithm).orElseThrow(),
            Policy.of(algorithm),
            Limits.ofMap(Map.of("agendas", 99L)),
            Limits.NONE);
    return new Contending(
        terms,
        accounts,
        AccountSheets.none(INSIGHT),
        row -> isGone(row, gone) ? row.contending(false, Optional.empty()) : row,
        lanes,
        MOST);
  }

  /** The first of lane 0 are known to contend no longer. */
  private static boolean isGone(AccountRow row, int gone) {
    return row.key().lane() == 0 && row.key().customer().value().compareTo(name(0, gone)) < 0;
  }

  private void enter(String algorithm, int lane, int count) {
    var lookup = Algorithms.find(algorithm).orElseThrow().candidates();
    for (int i = 0; i < count; i++) {
      var head = new Head(began.plusSeconds(i), new AgendaId("%026d".formatted(lane * 1_000 + i)));
      AccountRow row =
          AccountRow.fresh(INSIGHT, new AccountKey(new CustomerId(name(lane, i)), lane))
              .tagged(i)
              .contending(false, Optional.of(head));
      assertThat(adapters.items().write(row.write(lookup)).isWritten()).isTrue();
    }
  }

  private static List<String> contending(Contending contending) {
    return contending.rows().stream()
        .filter(row -> row.contends().isPresent())
        .map(row -> row.key().customer().value())
        .toList();
  }

  private static String[] names(int lane, int from, int to) {
    var names = new ArrayList<String>();
    for (int i = from; i < to; i++) {
      names.add(name(lane, i));
    }
    return names.toArray(String[]::new);
  }

  private static String name(int lane, int number) {
    return "l%dc%03d".formatted(lane, number);
  }
}
