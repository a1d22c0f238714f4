package dev.fairlead.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  /** The document of RFC 6901, section 5, without its odder keys. */
  private static final Json DOCUMENT =
      Json.object()
          .put("foo", Json.texts(List.of("bar", "baz")))
          .put("", 0)
          .put("a/b", 1)
          .put("m~n", 8)
          .put("~1", 9)
          .build();

  @ParameterizedTest
  @CsvSource({"/,0", "/a~1b,1", "/m~0n,8", "/~01,9"})
  void findsTheFieldsOfTheStandard(String pointer, long want) {
    assertThat(JsonPointer.parse(pointer).orElseThrow().find(DOCUMENT)).contains(Json.of(want));
  }

  @Test
  void findsTheWholeAndItems() {
    assertThat(JsonPointer.WHOLE.find(DOCUMENT)).contains(DOCUMENT);
    assertThat(JsonPointer.parse("/foo/1").orElseThrow().find(DOCUMENT)).contains(Json.of("baz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/foo/2", "/foo/-", "/foo/01", "/foo/-1", "/foo/99999999999", "/none", "/foo/0/x"})
  void findsNothingElsewhere(String pointer) {
    assertThat(JsonPointer.parse(pointer).orElseThrow().find(DOCUMENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "/a~", "/a~2b", "#/a"})
  void refusesWhatIsNoPointer(String text) {
    assertThat(JsonPointer.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/a~1b/m~0n/~01/0/"})
  void writesWhatItRead(String text) {
    assertThat(JsonPointer.parse(text).orElseThrow()).hasToString(text);
  }

  @Test
  void fallsBackToThePlaceAroundWhenItIsTooLong() {
    var place = JsonPointer.WHOLE.child("ab").child("c/d").child("e");

    assertThat(place.within(10)).isEqualTo(place);
    assertThat(place.within(9)).hasToString("/ab/c~1d");
    assertThat(place.within(7)).hasToString("/ab");
    assertThat(place.within(2)).isEqualTo(JsonPointer.WHOLE);
  }

  @Test
  void escapesTheNamesOfChildren() {
    assertThat(JsonPointer.WHOLE.child("a/b~1").child(3)).hasToString("/a~1b~01/3");
  }
}
