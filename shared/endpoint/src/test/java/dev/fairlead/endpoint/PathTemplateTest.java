package dev.fairlead.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PathTemplateTest {
  @Test
  void sortsALiteralBeforeAParameter() {
    var literal = PathTemplate.parse("/v1/~latest");
    var parameter = PathTemplate.parse("/v1/{agendaId}");

    assertThat(literal.shape()).isLessThan(parameter.shape());
  }

  @Test
  void hasOneShapeWhateverTheParametersAreCalled() {
    assertThat(PathTemplate.parse("/v1/{a}/x").shape())
        .isEqualTo(PathTemplate.parse("/v1/{b}/x").shape());
  }

  @Test
  void refusesATemplateWithoutALeadingSlash() {
    assertThatThrownBy(() -> PathTemplate.parse("v1")).isInstanceOf(IllegalArgumentException.class);
  }
}
