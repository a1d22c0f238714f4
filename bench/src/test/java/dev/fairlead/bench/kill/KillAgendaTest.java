package dev.fairlead.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.HandlerSpec.Place;
import dev.fairlead.core.agenda.DocumentRules;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillAgendaTest {
  private static final Path LEDGER = Path.of("/tmp/ledger");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void drawsAValidAgendaOfSixtyOperations(long seed) {
    var agenda = KillAgenda.of(new SplittableRandom(seed), LEDGER, true);
    var checked =
        DocumentRules.check(
            agenda.document(), HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class)));
    assertThat(checked).isInstanceOf(DocumentRules.Valid.class);
    assertThat(agenda.names()).hasSize(KillAgenda.SIZE).doesNotHaveDuplicates();
    assertThat(agenda.results()).hasSize(49);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void drawsTheSameForTheSameSeed(long seed) {
    assertThat(KillAgenda.of(new SplittableRandom(seed), LEDGER, true))
        .isEqualTo(KillAgenda.of(new SplittableRandom(seed), LEDGER, true))
        .isNotEqualTo(KillAgenda.of(new SplittableRandom(seed + 1), LEDGER, true));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void needsNoWorkerWhereThereIsNone(long seed) {
    var agenda = KillAgenda.of(new SplittableRandom(seed), LEDGER, false);
    var withoutQueue = HandlerSpec.typesAt(EnumSet.of(Place.RESIDENT, Place.PROCESS));
    assertThat(DocumentRules.check(agenda.document(), withoutQueue))
        .isInstanceOf(DocumentRules.Valid.class);
  }
}
