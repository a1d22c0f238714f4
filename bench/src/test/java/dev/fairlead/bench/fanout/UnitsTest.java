package dev.fairlead.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitsTest {
  @ParameterizedTest
  @EnumSource(Shape.class)
  void aWideAgendaWritesAtMostFourUnitsAnOperation(Shape shape) {
    assertThat((double) Units.of(shape.agenda(500)) / 500).isLessThan(4);
  }

  @Test
  void countsMoreForMore() {
    assertThat(Units.of(Shape.OPERATIONS.agenda(1_000)))
        .isGreaterThan(Units.of(Shape.OPERATIONS.agenda(100)) + 100);
  }
}
