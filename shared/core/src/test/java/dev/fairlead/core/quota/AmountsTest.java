package dev.fairlead.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class AmountsTest {
  private static final List<String> NAMES =
      List.of("agendas", "operations", "cpu", "memory", "disk", "gpu", "licences");

  /** What the arithmetic is held to: maps, in which an absent name is 0. */
  private static Map<String, Long> byName(
      Map<String, Long> one, Map<String, Long> other, LongBinaryOperator operator) {
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    var all = new TreeMap<String, Long>();
    for (String name : names) {
      long value = operator.applyAsLong(one.getOrDefault(name, 0L), other.getOrDefault(name, 0L));
      if (value != 0) {
        all.put(name, value);
      }
    }
    return all;
  }

  private static Map<String, Long> some(Random random) {
    var values = new TreeMap<String, Long>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        values.put(name, (long) random.nextInt(4));
      }
    }
    return values;
  }

  @Test
  void countsAsMapsByNameWould() {
    var random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      var a = some(random);
      var b = some(random);
      var one = Amounts.ofMap(a);
      var other = Amounts.ofMap(b);

      assertThat(one.plus(other).asMap()).isEqualTo(byName(a, b, Long::sum));
      assertThat(one.max(other).asMap()).isEqualTo(byName(a, b, Math::max));
      assertThat(one.min(other).asMap()).isEqualTo(byName(a, b, Math::min));
      assertThat(one.without(other).asMap())
          .isEqualTo(byName(a, b, (mine, theirs) -> Math.max(0, mine - theirs)));
      assertThat(one.covers(other)).isEqualTo(other.without(one).isZero());
      assertThat(one.plus(other).minus(other)).isEqualTo(one).hasSameHashCodeAs(one);
      assertThat(one.times(3)).isEqualTo(one.plus(one).plus(one));
      assertThat(Amounts.ofMap(one.asMap())).isEqualTo(one);
    }
  }

  @Test
  void holdsLimitsAsMapsByNameWould() {
    var random = new Random(6);
    for (int i = 0; i < 5000; i++) {
      var a = some(random);
      var l = some(random);
      var more = some(random);
      var held = Amounts.ofMap(a);
      var limits = Limits.ofMap(l);
      var over =
          NAMES.stream()
              .filter(name -> a.getOrDefault(name, 0L) > l.getOrDefault(name, Long.MAX_VALUE))
              .toList();

      assertThat(held.fits(limits)).isEqualTo(over.isEmpty());
      assertThat(limits.exceededBy(held)).isEqualTo(over);
      assertThat(limits.atMost(held).fits(limits)).isTrue();
      assertThat(limits.left(held).min(limits)).isEqualTo(limits.left(held));
      if (held.fits(limits)) {
        var asked = Amounts.ofMap(more);
        assertThat(asked.fits(limits.left(held))).isEqualTo(held.plus(asked).fits(limits));
      }
      assertThat(Limits.ofMap(limits.asMap())).isEqualTo(limits).hasSameHashCodeAs(limits);
    }
  }

  @Test
  void takesALimitOfNoneForNothingAndAnAbsentOneForNoLimit() {
    var gpu = Amounts.ofMap(Map.of("gpu", 1L));

    assertThat(gpu.fits(Limits.NONE)).isTrue();
    assertThat(gpu.fits(Limits.ofMap(Map.of("cpu", 0L)))).isTrue();
    assertThat(gpu.fits(Limits.ofMap(Map.of("gpu", 0L)))).isFalse();
    assertThat(Limits.ofMap(Map.of("agendas", 3L)).limitsOperations()).isFalse();
    assertThat(Limits.ofMap(Map.of("gpu", 3L)).limitsOperations()).isTrue();
  }

  @Test
  void refusesToGiveBackWhatIsNotHeld() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amounts.of(1, 1, 500, 0).minus(Amounts.of(0, 2, 0, 0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amounts.ofMap(Map.of("gpu", 1L)).minus(Amounts.ofMap(Map.of("gpu", 2L))));
  }

  @Test
  void refusesWhatIsBelowNoneAndNamesThatNoneMayHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> Amounts.of(0, -1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Amounts.ofMap(Map.of("gpu", -1L)));
    assertThatIllegalArgumentException().isThrownBy(() -> Amounts.ofMap(Map.of("GPU", 1L)));
    assertThatIllegalArgumentException().isThrownBy(() -> Limits.ofMap(Map.of("gpu", -1L)));
  }

  @Test
  void takesForSlotsWhateverThereIsMostOf() {
    assertThat(Amounts.of(1, 1, 500, 512).slots()).isEqualTo(1);
    assertThat(Amounts.of(1, 1, 2500, 512).slots()).isEqualTo(2.5);
    assertThat(Amounts.of(1, 1, 500, 12 * 1024).slots()).isEqualTo(3);
    assertThat(Amounts.of(1, 0, 0, 0).slots()).isZero();
  }

  @Test
  void writesWhatItReads() {
    assertThat(AmountText.cpuMillis(Json.of("500m"))).contains(500L);
    assertThat(AmountText.cpuMillis(Json.of("2"))).contains(2000L);
    assertThat(AmountText.cpuMillis(Json.of("0.25"))).contains(250L);
    assertThat(AmountText.cpuMillis(Json.of(new BigDecimal("0.5")))).contains(500L);
    assertThat(AmountText.cpuMillis(Json.of(new BigDecimal("0.0001")))).contains(1L);
    assertThat(AmountText.memoryMib(Json.of("512Mi"))).contains(512L);
    assertThat(AmountText.memoryMib(Json.of("1.5Gi"))).contains(1536L);
    assertThat(AmountText.memoryMib(Json.of("1G"))).contains(954L);
    assertThat(AmountText.memoryMib(Json.of("1k"))).contains(1L);
    for (String name : List.of("cpu", "memory", "gpu")) {
      for (long amount : List.of(0L, 1L, 999L, 1000L, 1024L, 1536L, 4096L, 1_000_000_000L)) {
        Json text = AmountText.written(name, amount);
        assertThat(
                switch (name) {
                  case "cpu" -> AmountText.cpuMillis(text);
                  case "memory" -> AmountText.memoryMib(text);
                  default -> ((Json.Num) text).whole();
                })
            .contains(amount);
      }
    }
    assertThat(Amounts.ofMap(Map.of("gpu", 1L, "memory", 4096L, "operations", 2L, "cpu", 1500L)))
        .hasToString("[operations 2, cpu 1500m, memory 4Gi, gpu 1]");
  }

  @Test
  void takesNothingElseForAnAmount() {
    for (String text : List.of("", "m", "-1", "1e3", "0.0005", "1.5m", "2 ", "٣", "2x")) {
      assertThat(AmountText.cpuMillis(Json.of(text))).as(text).isEmpty();
    }
    assertThat(AmountText.cpuMillis(Json.of(-1))).contains(-1000L);
    assertThat(AmountText.cpuMillis(Json.of(true))).isEmpty();
    for (String text : List.of("", "Mi", "512", "512mi", "512MB", "-1Mi", "1e3Mi", "1 Gi")) {
      assertThat(AmountText.memoryMib(Json.of(text))).as(text).isEmpty();
    }
    assertThat(AmountText.memoryMib(Json.of(512))).isEmpty();
  }
}
