package dev.fairlead.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingTest {
  /** How eyes without one kind of cones see linear RGB (Machado, Oliveira and Fernandes 2009). */
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  /** In CIELAB; 2 is about what a trained eye just sees. */
  private static final double MIN_DIFFERENCE = 10;

  /** What WCAG asks of text. */
  private static final double MIN_CONTRAST = 4.5;

  @Test
  void knowsEveryStateAndOutcome() {
    for (var state : OperationState.values()) {
      if (state != OperationState.COMPLETE) {
        assertThat(Standing.of(state.name(), "").name()).isEqualTo(state.name());
      }
    }
    for (var outcome : OperationOutcome.values()) {
      assertThat(Standing.of("COMPLETE", outcome.word()).name()).isEqualTo(outcome.name());
    }
    assertThat(Standing.of("HIBERNATING", "")).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void saysEachOneDifferently() {
    assertThat(Standing.values()).extracting(Standing::label).doesNotHaveDuplicates();
    assertThat(Standing.values()).extracting(Standing::word).doesNotHaveDuplicates();
  }

  @Test
  void canBeReadOnItsOwnFill() {
    for (var standing : Standing.values()) {
      assertThat(contrast(standing.ink(), standing.fill()))
          .as(standing.word())
          .isGreaterThan(MIN_CONTRAST);
    }
  }

  @Test
  void hasOutlinesThatShowOnLightAndOnDark() {
    assertThat(contrast(Standing.STROKE, "#ffffff")).isGreaterThan(MIN_CONTRAST);
    assertThat(contrast(Standing.STROKE, "#000000")).isGreaterThan(MIN_CONTRAST);
  }

  @Test
  void isToldApartByEyesThatSeeFewerColours() {
    // Planned ones are never in one picture with others, and unknown ones look like nothing known.
    var seen =
        Arrays.stream(Standing.values())
            .filter(one -> one != Standing.PLANNED && one != Standing.UNKNOWN)
            .toList();
    for (var eye : EYES) {
      for (var one : seen) {
        for (var other : seen) {
          if (one != other) {
            assertThat(difference(eye, one.fill(), other.fill()))
                .as("%s and %s", one, other)
                .isGreaterThan(MIN_DIFFERENCE);
          }
        }
      }
    }
  }

  private static double contrast(String one, String other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(String color) {
    var rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(String color) {
    return IntStream.of(1, 3, 5)
        .mapToDouble(at -> Integer.parseInt(color, at, at + 2, 16) / 255.0)
        .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
        .toArray();
  }

  private static double difference(double[][] eye, String one, String other) {
    var first = lab(seenBy(eye, linear(one)));
    var second = lab(seenBy(eye, linear(other)));
    return Math.sqrt(
        IntStream.range(0, 3).mapToDouble(i -> Math.pow(first[i] - second[i], 2)).sum());
  }

  private static double[] seenBy(double[][] eye, double[] rgb) {
    return Arrays.stream(eye)
        .mapToDouble(row -> row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])
        .map(part -> Math.clamp(part, 0, 1))
        .toArray();
  }

  private static double[] lab(double[] rgb) {
    double x = curve((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    double y = curve(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    double z = curve((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double curve(double part) {
    return part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16.0 / 116;
  }
}
