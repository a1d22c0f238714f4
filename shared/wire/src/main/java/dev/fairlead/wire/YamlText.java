package dev.fairlead.wire;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * {@link Json} as YAML for people. {@link JsonText#parseYaml(String)} reads the same value back:
 * text that looks like a number, a truth or null comes out quoted.
 */
public final class YamlText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          // Folded lines can't be searched.
          .setSplitLines(false)
          .build();

  private YamlText() {}

  /** Block style, fields in the value's order, a newline at the end. */
  public static String write(Json value) {
    return new Dump(SETTINGS).dumpToString(plain(value));
  }

  /** As what the library writes. Every container is a new one: a shared one would be an alias. */
  private static @Nullable Object plain(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, field) -> map.put(name, plain(field)));
        yield map;
      }
      case Json.Arr array -> {
        var list = new ArrayList<@Nullable Object>();
        array.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Json.Str(String text) -> text;
      case Json.Num(BigDecimal number) -> number(number);
      case Json.Bool(boolean truth) -> truth;
      case Json.Null() -> null;
    };
  }

  /** Whole numbers without the exponent that a decimal would show. */
  private static Number number(BigDecimal number) {
    return number.scale() <= 0 ? new BigInteger(number.toPlainString()) : number;
  }
}
