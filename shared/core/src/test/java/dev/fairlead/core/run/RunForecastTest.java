package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.explain.RunFacts;
import dev.fairlead.core.explain.WorkKind;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.outlook.RunForecast;
import dev.fairlead.core.outlook.RunForecast.Result;
import dev.fairlead.core.outlook.Spread;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunForecastTest {
  private static final Estimate A_MINUTE = new Estimate(50, 60, 60, 60, 60, 60, 60);

  private static final class Facts implements RunFacts {
    @Override
    public WorkKind kind(String type) {
      return type.equals(Approval.TYPE) ? WorkKind.APPROVAL : WorkKind.DIRECT;
    }

    @Override
    public Optional<Instant> heartbeat(OperationRun operation) {
      return Optional.empty();
    }

    @Override
    public Optional<String> podWaits(OperationRun operation) {
      return Optional.empty();
    }

    @Override
    public Optional<String> leaseWaits(OperationRun operation) {
      return Optional.empty();
    }

    @Override
    public String child(OperationRun operation) {
      return "child";
    }

    @Override
    public Optional<Duration> length(OperationSpec operation) {
      return Optional.empty();
    }

    @Override
    public Grant grant() {
      return Grant.UNLIMITED;
    }
  }

  private static Result of(Scenario scenario) {
    return RunForecast.of(
        scenario.plan(),
        scenario.run(),
        new Facts(),
        A_MINUTE,
        Pace.UNSEEN,
        scenario.now(),
        new SplittableRandom(5));
  }

  /** Its first operation took 20 s. */
  private static Scenario afterTheFirst(ScenarioOperation... operations) {
    var scenario = Scenario.of(operations).then();
    Instant start = scenario.now();
    scenario.pass(Duration.ofSeconds(20));
    var succeeded = new Report.Ending.Succeeded(Json.of("done"));
    scenario.step(new Report.Ended("a", 1, 1, Optional.of(start), scenario.now(), succeeded));
    return scenario;
  }

  @Test
  void goesByThePathOfWhatIsLeftAsSoonAsItsTypesWereSeen() {
    var scenario =
        afterTheFirst(op("a"), op("b").after("a"), op("c").after("b"), op("d").after("a"));

    assertThat(of(scenario)).isEqualTo(new Result.ByPath(Spread.certain(Duration.ofSeconds(40))));
    scenario.step(scenario.started("b"), scenario.started("d"));
    scenario.pass(Duration.ofSeconds(5));
    assertThat(of(scenario)).isEqualTo(new Result.ByPath(Spread.certain(Duration.ofSeconds(35))));
  }

  @Test
  void goesByAgendasLikeItWhereATypeWasNotSeen() {
    var scenario = afterTheFirst(op("a"), op("b").queued().after("a"));

    assertThat(of(scenario)).isEqualTo(new Result.ByShape(Spread.certain(Duration.ofSeconds(39))));
  }

  @Test
  void saysNothingOfWhatPeopleHaveToAnswer() {
    var scenario = afterTheFirst(op("a"), op("b").typed(Approval.TYPE).after("a"));

    assertThat(of(scenario)).isEqualTo(new Result.Unknowable(List.of("b")));
  }
}
