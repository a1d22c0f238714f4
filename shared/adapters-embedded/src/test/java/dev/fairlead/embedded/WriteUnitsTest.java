package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteUnitsTest {
  private static final Key KEY = new Key("lines", "waiting/default/acme", "k/1");
  private static final Map<String, Attr> SMALL = Map.of();
  private static final Map<String, Attr> LARGE = Map.of("text", Attr.of("x".repeat(1_024)));
  private static final Map<String, Attr> OLD =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("1"));
  private static final Map<String, Attr> YOUNG =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("2"));
  private static final Map<String, Attr> OLD_AND_TOLD =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("1"), "told", Attr.of("yes"));

  @Test
  void isOneForEachBegunKibibyteOfTheLargerOfBeforeAndAfter() {
    assertThat(put(Optional.empty(), SMALL)).isEqualTo(1);
    assertThat(put(Optional.empty(), LARGE)).isEqualTo(2);
    assertThat(put(Optional.of(LARGE), SMALL)).isEqualTo(2);
    assertThat(delete(Optional.of(LARGE))).isEqualTo(2);
    assertThat(delete(Optional.empty())).isEqualTo(1);
  }

  @Test
  void isAsMuchAgainForWhatEntersOrLeavesAnIndex() {
    assertThat(put(Optional.empty(), OLD)).isEqualTo(2);
    assertThat(put(Optional.of(SMALL), OLD)).isEqualTo(2);
    assertThat(delete(Optional.of(OLD))).isEqualTo(2);
    assertThat(put(Optional.of(OLD), SMALL)).isEqualTo(2);
    assertThat(put(Optional.empty(), Map.of("waitingAt", Attr.of("a")))).isEqualTo(1);
  }

  @Test
  void isOneInTheIndexForAChangeInPlaceTwoForAMoveAndNoneForNothing() {
    assertThat(put(Optional.of(OLD), OLD_AND_TOLD)).isEqualTo(2);
    assertThat(put(Optional.of(OLD), YOUNG)).isEqualTo(3);
    assertThat(put(Optional.of(OLD), OLD)).isEqualTo(1);
  }

  @Test
  void isTwiceThatInATransaction() {
    var writes = List.of(Write.put(new Item(KEY, OLD)), Write.delete(KEY));

    assertThat(WriteUnits.of(writes, _ -> Optional.empty())).isEqualTo(6);
  }

  private static long put(Optional<Map<String, Attr>> before, Map<String, Attr> after) {
    return WriteUnits.of(
        Write.put(new Item(KEY, after)), key -> before.map(it -> new Item(key, it)));
  }

  private static long delete(Optional<Map<String, Attr>> before) {
    return WriteUnits.of(Write.delete(KEY), key -> before.map(it -> new Item(key, it)));
  }
}
