package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.WorkMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DriversTest {
  /** One that only this module's tests have on their class path. */
  public static final class Shout implements Driver {
    @Override
    public String name() {
      return "shout";
    }

    @Override
    public Ending run(WorkMessage order, Json payload, Telling telling) {
      return new Ending.Succeeded(
          Json.of(((Json.Obj) payload).text("text").orElseThrow().toUpperCase(Locale.ROOT)));
    }
  }

  private static final Json TEXT = Json.object().put("text", "hello you").build();

  @Test
  @Tag("H2")
  void findsWhatIsOnTheClassPathByItsName() {
    var drivers = Drivers.found();

    assertThat(run(drivers, "worker", asking("shout", TEXT)))
        .isEqualTo(new Ending.Succeeded(Json.of("HELLO YOU")));
    assertThat(run(drivers, "worker", asking("wordcount", TEXT)))
        .isEqualTo(run(drivers, "wordcount", TEXT))
        .isInstanceOf(Ending.Succeeded.class);
  }

  @Test
  @Tag("H2")
  void failsWhatNobodyHereDoesAndSaysWhatIsDone() {
    var drivers = new Drivers(List.of(new WordCount(), new Shout()));
    var sentence = "This worker has no driver %s; it has shout, wordcount.";

    assertThat(run(drivers, "worker", asking("whisper", TEXT)))
        .isEqualTo(new Ending.Failed(new Diagnostic("driver", sentence.formatted("whisper"))));
    assertThat(run(drivers, "resize", TEXT))
        .isEqualTo(new Ending.Failed(new Diagnostic("driver", sentence.formatted("resize"))));
    assertThat(run(drivers, "worker", TEXT))
        .isEqualTo(
            new Ending.Failed(
                new Diagnostic(
                    "payload", "The payload of worker is {\"driver\": \"…\", \"payload\": …}.")));
  }

  /** Memory that grows, and attempts that do not count, are by what Fairlead saw itself. */
  @Test
  void nobodysOwnDriverFailsByACodeOfFairleadsOrSaysThatItsAttemptWasLost() {
    var wish = Optional.of(Duration.ofSeconds(9));
    var oom = new Diagnostic("oom", "It says so.");
    var own = new Diagnostic("work:oom", "It says so.");

    assertThat(run(ending(new Ending.Failed(oom, wish)), "own", TEXT))
        .isEqualTo(new Ending.Failed(own, wish));
    assertThat(run(ending(new Ending.Lost(oom)), "own", TEXT)).isEqualTo(new Ending.Failed(own));
    assertThat(run(ending(new Ending.TimedOut(oom)), "own", TEXT))
        .isEqualTo(new Ending.Failed(own));
    assertThat(run(ending(new Ending.Declined(oom)), "own", TEXT))
        .isEqualTo(new Ending.Failed(own));
    assertThat(run(ending(new Ending.Failed(new Diagnostic("mine", "x"))), "own", TEXT))
        .isEqualTo(new Ending.Failed(new Diagnostic("mine", "x")));
  }

  private static Drivers ending(Ending ending) {
    return new Drivers(
        List.of(
            new Driver() {
              @Override
              public String name() {
                return "own";
              }

              @Override
              public Ending run(WorkMessage order, Json payload, Telling telling) {
                return ending;
              }
            }));
  }

  @Test
  void refusesTwoOfOneName() {
    assertThatThrownBy(() -> new Drivers(List.of(new Shout(), new Shout())))
        .hasMessage("two drivers are called shout");
  }

  private static Json asking(String driver, Json payload) {
    return Json.object().put("driver", driver).put("payload", payload).build();
  }

  private static Ending run(Work work, String type, Json payload) {
    var key = OperationKey.parse("acme/01jd00000000000000000000aa/a");
    return work.run(
        new WorkMessage(key, 1, type, new CorrelationId("call"), payload, "q"), new Telling());
  }
}
