package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteUnitsTest {
  private static final Key KEY = new Key("agendas", "acme/1", "header");

  @Test
  void isOneForEachBegunKibibyte() {
    assertThat(WriteUnits.of(put(Map.of()))).isEqualTo(1);
    assertThat(WriteUnits.of(put(Map.of("text", Attr.of("x".repeat(1_000)))))).isEqualTo(1);
    assertThat(WriteUnits.of(put(Map.of("text", Attr.of("x".repeat(1_024)))))).isEqualTo(2);
    assertThat(WriteUnits.of(Write.delete(KEY))).isEqualTo(1);
  }

  @Test
  void isAsMuchAgainForAnIndexThatTheItemIsIn() {
    assertThat(WriteUnits.of(put(Map.of("customerId", Attr.of("acme"), "listKey", Attr.of("1")))))
        .isEqualTo(2);
    assertThat(WriteUnits.of(put(Map.of("customerId", Attr.of("acme"))))).isEqualTo(1);
  }

  @Test
  void isTwiceThatInATransaction() {
    assertThat(WriteUnits.of(List.of(put(Map.of()), Write.delete(KEY)))).isEqualTo(4);
  }

  private static Write put(Map<String, Attr> attributes) {
    return Write.put(new Item(KEY, attributes));
  }
}
