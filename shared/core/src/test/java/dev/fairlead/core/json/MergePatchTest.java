package dev.fairlead.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7396 that differ in kind. */
class MergePatchTest {
  private static final Json ONE = Json.of(1);

  @Test
  void leavesWhatIsNotNamed() {
    var target = Json.object().put("a", ONE).put("b", ONE).build();

    assertThat(MergePatch.apply(target, Json.EMPTY)).isEqualTo(target);
    assertThat(MergePatch.apply(target, one("a", Json.of("c"))))
        .isEqualTo(Json.object().put("a", "c").put("b", ONE).build());
  }

  @Test
  void takesAwayByNullAlsoWhatIsNotThere() {
    var target = Json.object().put("a", ONE).put("b", ONE).build();

    assertThat(MergePatch.apply(target, one("a", Json.NULL))).isEqualTo(one("b", ONE));
    assertThat(MergePatch.apply(target, one("c", Json.NULL))).isEqualTo(target);
    assertThat(MergePatch.apply(Json.EMPTY, one("a", one("b", one("c", Json.NULL)))))
        .isEqualTo(one("a", one("b", Json.EMPTY)));
  }

  @Test
  void mergesObjectsAndReplacesAllElse() {
    var list = Json.array(List.of(ONE));

    assertThat(MergePatch.apply(one("a", one("b", ONE)), one("a", one("c", ONE))))
        .isEqualTo(one("a", Json.object().put("b", ONE).put("c", ONE).build()));
    assertThat(MergePatch.apply(one("a", list), one("a", one("b", ONE))))
        .isEqualTo(one("a", one("b", ONE)));
    assertThat(MergePatch.apply(one("a", one("b", ONE)), one("a", list))).isEqualTo(one("a", list));
    assertThat(MergePatch.apply(Json.EMPTY, list)).isEqualTo(list);
  }

  private static Json.Obj one(String name, Json value) {
    return Json.object().put(name, value).build();
  }
}
