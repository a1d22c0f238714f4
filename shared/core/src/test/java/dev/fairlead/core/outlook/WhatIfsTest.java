package dev.fairlead.core.outlook;

import static dev.fairlead.core.outlook.Scene.agenda;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Waiting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfsTest {
  private static final Limits NO_CEILING = Limits.NONE;

  private static List<String> said(Scene scene, String customer, int number) {
    return WhatIfs.of(scene.outlook(), agenda(customer, number), 100).stream()
        .map(WhatIf::sentence)
        .toList();
  }

  @Test
  void whoStartsAnyhowNeedsNothing() {
    var scene = new Scene("fair").customer("a", 1, NO_CEILING, 0, 1, 1).limits("agendas", 2);

    assertThat(said(scene, "a", 1)).isEmpty();
    assertThat(said(scene, "a", 2)).isEmpty();
  }

  @Test
  void aHigherWeightBringsItBeforeTheOthers() {
    // One place is free; b has used 30 by its weight, a 20: with twice the weight b has used 15.
    var scene =
        new Scene("fair")
            .customer("a", 1, NO_CEILING, 20, 1, 1)
            .customer("b", 1, NO_CEILING, 30, 2, 2)
            .limits("agendas", 4);

    assertThat(said(scene, "b", 2))
        .containsExactly(
            "It would start now with weight 2 (now 1).",
            "It would start now if its insight's limits were agendas 5 (now agendas 4).");
  }

  @Test
  void whereNothingIsFreeAWeightOnlyMakesItTheNext() {
    var scene =
        new Scene("fair")
            .customer("a", 1, NO_CEILING, 20, 1, 1)
            .customer("b", 0.5, NO_CEILING, 30, 2, 2)
            .limits("agendas", 3);

    assertThat(said(scene, "b", 2))
        .containsExactly(
            "It would be the next to start with weight 0.8 (now 0.5).",
            "It would start now if its insight's limits were agendas 5 (now agendas 3).");
  }

  @Test
  void aHigherPriorityBringsItBeforeOlderOnes() {
    // Ten minutes a level: b's is 15 minutes younger.
    var scene =
        new Scene("priority")
            .customer("a", 0, 1, NO_CEILING, 0, 0, 1)
            .customer("b", 0, 1, NO_CEILING, 0, 0, 901)
            .limits("agendas", 1);

    assertThat(said(scene, "b", 901)).contains("It would start now with priority 2 (now 0).");
  }

  @Test
  void itsCustomersCeilingIsToldWhereThatIsAllThatKeepsIt() {
    var one = Limits.ofMap(Map.of("agendas", 1L));
    var scene = new Scene("fifo").customer("a", 1, one, 0, 1, 1, 2).customer("b", 1, one, 0, 0, 3);

    assertThat(said(scene, "a", 2))
        .containsExactly("It would start now if your limits were agendas 3 (now agendas 1).");
  }

  @Test
  void aFullQueueIsNoMatterOfLimits() {
    var scene = new Scene("fifo").customer("a", 1, NO_CEILING, 0, 0, 1, 2, 3).room(1);

    assertThat(said(scene, "a", 3))
        .containsExactly("It would start now if its insight's queueSize were 102 (now 100).");
  }

  @Test
  void nothingIsPromisedThatOneChangeAloneDoesNotKeep() {
    var one = Limits.ofMap(Map.of("agendas", 1L));
    var scene = new Scene("fifo").customer("a", 1, one, 0, 1, 1).limits("agendas", 1);

    assertThat(said(scene, "a", 1)).isEmpty();
  }

  @Test
  void ordersAsTheContestDoesNotByAge() {
    var outlook =
        new Scene("fair")
            .customer("a", 1, NO_CEILING, 100, 0, 1, 2)
            .customer("b", 1, NO_CEILING, 0, 0, 3, 4)
            .limits("agendas", 1)
            .outlook();

    assertThat(outlook.before(agenda("a", 1)).stream().map(Waiting::agenda))
        .containsExactly(agenda("b", 3), agenda("b", 4));
    assertThat(outlook.before(agenda("b", 3))).isEmpty();
  }
}
