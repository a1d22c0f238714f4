package dev.fairlead.handlers.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.sdk.Cancellation;
import dev.fairlead.sdk.HandlerRun;
import dev.fairlead.sdk.Order;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SampleHandlerTest {
  private final List<String> log = new ArrayList<>();
  private final List<OperationProgress> said = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();

  @Test
  @Tag("F089")
  void logsAndGivesItsResult() {
    assertThat(run(Optional.empty(), log("one"), log("two")))
        .isEqualTo(new Outcome.Succeeded(Json.of("given")));
    assertThat(log).containsExactly("one", "two");
    assertThat(said)
        .extracting(OperationProgress::percent)
        .containsExactly(Optional.of(50), Optional.of(100));
  }

  @Test
  @Tag("F090")
  void aFurtherAttemptGoesOnWithTheActionThatFailed() {
    assertThat(run(Optional.empty(), log("one"), exception("twice"), log("three")))
        .isEqualTo(new Outcome.Failed("sample", "twice"));

    var last = new OperationProgress.OfAttempt(1, said.getLast());
    assertThat(run(Optional.of(last), log("one"), log("two"), log("three")))
        .isEqualTo(new Outcome.Succeeded(Json.of("given")));
    assertThat(log).containsExactly("one", "two", "three");
  }

  @Test
  void refusesActionsThatItDoesNotDo() {
    assertThat(run(Optional.empty(), log("one"), action("externalExecute", Json.EMPTY)))
        .isEqualTo(
            new Outcome.Failed(
                "payload", "The sample does log and exception, not externalExecute."));
    assertThat(log).isEmpty();
  }

  @Test
  void sleepsNoLongerThanItIsWanted() {
    cancellation.cancel();

    var aDay = Json.object().put("sleepMilliseconds", 86_400_000).put("logMessage", "slept");
    assertThat(run(Optional.empty(), action("log", aDay.build())))
        .isEqualTo(new Outcome.Cancelled());
    assertThat(log).isEmpty();
  }

  private Outcome run(Optional<OperationProgress.OfAttempt> last, Json... actions) {
    var payload =
        Json.object()
            .put("actions", Json.array(List.of(actions)))
            .put("resultPayload", "given")
            .build();
    var telling =
        new Telling() {
          @Override
          public void progress(OperationProgress all) {
            said.add(all);
          }

          @Override
          public void alive() {}
        };
    return new HandlerRun<>(SamplePayload.class, new SampleHandler(log::add))
        .run(new Order("a/b/c", 1, payload, last), telling, cancellation);
  }

  private static Json log(String message) {
    return action("log", Json.object().put("logMessage", message).build());
  }

  private static Json exception(String message) {
    return action("exception", Json.object().put("exceptionMessage", message).build());
  }

  private static Json action(String action, Json terms) {
    return Json.object().put("action", action).put("paramsMap", terms).build();
  }
}
