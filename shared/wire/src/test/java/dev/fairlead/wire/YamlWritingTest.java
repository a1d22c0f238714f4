package dev.fairlead.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlWritingTest {
  @Test
  void readsBackAsTheSameValue() {
    for (var json :
        List.of(
            "{}",
            "[]",
            "null",
            "\"\"",
            "\"true\"",
            "[\"1\",1,\"1e3\",1e3,-0.5,1e-30,12345678901234567890123,\"null\",null,\"~\",true]",
            "{\"a\":{\"b\":[[],{},[[1]],{\"c\":[{\"d\":1}]}]},\"\":\"empty key\",\"1\":\"x\"}",
            "[\" lead\",\"trail \",\"a: b\",\"# no\",\"-"
                + " x\",\"two\\nlines\\n\",\"tab\\t\",\"\\u0007\"]",
            "[\"2026-01-01\",\"yes\",\"0x1F\",\"012\",\"@<a.out::/x>\",\"*a\",\"&a\",\"!t\",\"日本"
                + " 🎉\"]")) {
      Json value = JsonText.parse(json);

      assertThat(JsonText.parseYaml(YamlText.write(value))).as(json).isEqualTo(value);
    }
  }

  @Test
  void writesBlocksInOrder() {
    var value = JsonText.parse("{\"z\":1,\"a\":[\"x\",{\"k\":\"v\"}]}");

    assertThat(YamlText.write(value)).isEqualTo("z: 1\na:\n  - x\n  - k: v\n");
  }
}
