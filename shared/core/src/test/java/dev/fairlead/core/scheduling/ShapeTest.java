package dev.fairlead.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void isTheTypeOfMostOperationsAndTheSizeInPowersOfTwo() {
    assertThat(shape("log", "encode", "encode")).hasToString("encode/1");
    assertThat(shape("encode", "encode", "log", "encode")).hasToString("encode/2");
    assertThat(shape("log")).hasToString("log/0");
  }

  @Test
  void ofTwoTypesAlikeItIsTheFirstByName() {
    assertThat(shape("log", "encode")).isEqualTo(shape("encode", "log")).hasToString("encode/1");
  }

  private static Shape shape(String... types) {
    var operations = new ArrayList<Json>();
    for (String type : types) {
      operations.add(Json.object().put("name", "o" + operations.size()).put("type", type).build());
    }
    var document = Json.object().put("operations", Json.array(operations)).build();
    var outcome = DocumentRules.check(document, Set.of("log", "encode"));
    return Shape.of(((DocumentRules.Valid) outcome).document());
  }
}
