package dev.fairlead.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DispatchCostTest {
  private final List<Json.Obj> parts = parts(new DispatchCost(20, 200).run().json());

  @Test
  void nobodyPaysForAccountsThatHisInsightDoesNotKeep() {
    assertThat(units("fifo", "schedule")).isLessThan(units("fair", "schedule"));
    assertThat(units("fifo", "claim, run")).isLessThan(units("fifo limited", "claim, run"));
    assertThat(units("fifo", "submit")).isEqualTo(units("fair", "submit"));
  }

  @Test
  void dispatchingAndSettlingStaysCheap() {
    assertThat(units("fifo", "schedule")).isLessThan(5.5);
    assertThat(
            Stream.of("fifo limited", "fair", "fair limited").map(name -> units(name, "schedule")))
        .allSatisfy(units -> assertThat(units).isLessThan(12));
    assertThat(Stream.of("fifo", "fair", "priority").map(name -> units(name, "schedule")))
        .allSatisfy(units -> assertThat(units).isBetween(1.0, 18.0));
  }

  private double units(String scheduling, String part) {
    return parts.stream()
        .filter(each -> each.text("scheduling").orElseThrow().equals(scheduling))
        .filter(each -> each.text("part").orElseThrow().equals(part))
        .map(each -> each.field("writeUnits").orElseThrow())
        .map(units -> ((Json.Num) units).value())
        .mapToDouble(BigDecimal::doubleValue)
        .sum();
  }

  private static List<Json.Obj> parts(Json json) {
    return ((Json.Arr) ((Json.Obj) json).field("perAgenda").orElseThrow())
        .items().stream().map(Json.Obj.class::cast).toList();
  }
}
