package dev.fairlead.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> TYPES = List.of("wait", "shell", "log", "simulate");

  @ParameterizedTest
  @CsvSource({
    "shel, shell",
    "shelll, shell",
    "shall, shell",
    "SHELL, shell",
    "lgo, log",
    "wiat, wait",
    "simualte, simulate",
    "simulations, ''",
    "teleport, ''",
    "l, ''"
  })
  void findsWhatIsFewKeystrokesAway(String name, String want) {
    assertThat(new NearestName().find(name, TYPES).orElse("")).isEqualTo(want);
  }

  @Test
  void takesTheFirstOfEquallyNearOnesWhateverTheirOrder() {
    assertThat(new NearestName().find("cat", List.of("rat", "bat", "hat"))).contains("bat");
    assertThat(new NearestName().find("cat", List.of("bat", "hat", "rat"))).contains("bat");
  }

  @Test
  void countsASwapAsOneAndNoMore() {
    assertThat(new NearestName().find("encdoe", List.of("encodes", "encode"))).contains("encode");
    assertThat(new NearestName().find("ca", List.of("abc"))).isEmpty();
  }

  @Test
  void stopsWhenTooMuchIsAskedOfIt() {
    var nearest = new NearestName();
    var long1 = "n".repeat(256);
    var many = Collections.nCopies(10_000, "m".repeat(256));

    assertThat(nearest.find(long1, many)).isEmpty();
    assertThat(nearest.find("lgo", TYPES)).isEmpty();
  }
}
