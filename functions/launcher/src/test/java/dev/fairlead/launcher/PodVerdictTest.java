package dev.fairlead.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodFacts.Phase;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.testkit.pods.FakePodCluster;
import dev.fairlead.testkit.pods.PodOrders;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts as a real cluster gave them, and what they mean. */
class PodVerdictTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(START);

  private PodFacts pending() {
    var cluster = new FakePodCluster(clock, Set.of("default"));
    var key = OperationKey.parse("acme/01m80hyphcksdyrkv91t7ay769/encode");
    var order = PodOrders.of("default", key, PodOrders.script("true"));
    return ((Creation.There) cluster.create(order)).pod();
  }

  private ChangedPod running() {
    return new ChangedPod(pending()).phase(Phase.RUNNING).running(Optional.of(START));
  }

  private static Optional<PodFacts.Ended> ended(int code, String reason, Instant at) {
    return Optional.of(
        new PodFacts.Ended(code, reason, "said", Optional.of(START), Optional.of(at)));
  }

  private static PodVerdict judged(ChangedPod pod, Duration later) {
    return PodVerdict.of(pod.build(), START.plus(later));
  }

  private static Ending ending(PodVerdict verdict) {
    assertThat(verdict).isInstanceOf(PodVerdict.Over.class);
    return ((PodVerdict.Over) verdict).ending().orElseThrow();
  }

  private static String lostBy(PodVerdict verdict) {
    assertThat(ending(verdict)).isInstanceOf(Ending.Lost.class);
    return ((Ending.Lost) ending(verdict)).diagnostic().code();
  }

  private static Diagnostic failedBy(PodVerdict verdict) {
    assertThat(ending(verdict)).isInstanceOf(Ending.Failed.class);
    return ((Ending.Failed) ending(verdict)).diagnostic();
  }

  private static Diagnostic lateBy(PodVerdict verdict) {
    assertThat(ending(verdict)).isInstanceOf(Ending.TimedOut.class);
    return ((Ending.TimedOut) ending(verdict)).diagnostic();
  }

  @Test
  void waitsWithoutAWordWhileItIsBeingMade() {
    assertThat(judged(new ChangedPod(pending()), Duration.ofSeconds(1)))
        .isEqualTo(new PodVerdict.Waiting(""));
    assertThat(
            judged(
                new ChangedPod(pending()).waiting("ContainerCreating", ""), Duration.ofSeconds(1)))
        .isEqualTo(new PodVerdict.Waiting(""));
  }

  @Test
  @Tag("F078")
  void saysWhyNoNodeTakesItAndGivesUpInTheEnd() {
    var pod =
        new ChangedPod(pending()).unschedulable("No node takes it: 0/3 nodes: Insufficient cpu");

    assertThat(judged(pod, Duration.ofMinutes(4)))
        .isEqualTo(new PodVerdict.Waiting("No node takes it: 0/3 nodes: Insufficient cpu"));
    assertThat(lateBy(judged(pod, Duration.ofMinutes(5))).code()).isEqualTo("unschedulable");
    assertThat(lateBy(judged(pod, Duration.ofMinutes(5))).message()).contains("Insufficient cpu");
  }

  @Test
  void anImageThatIsNotThereFailsOnceAStartHasTakenTooLong() {
    var pod = new ChangedPod(pending()).waiting("ImagePullBackOff", "no such image");

    assertThat(judged(pod, Duration.ofMinutes(4)))
        .isEqualTo(new PodVerdict.Waiting("ImagePullBackOff: no such image"));
    assertThat(failedBy(judged(pod, Duration.ofMinutes(5))).code()).isEqualTo("image");
  }

  @Test
  void anImageNameThatIsNoneFailsAtOnce() {
    var pod = new ChangedPod(pending()).waiting("InvalidImageName", "couldn't parse");

    assertThat(failedBy(judged(pod, Duration.ofSeconds(1))).code()).isEqualTo("image");
  }

  @Test
  void anImageThatRunsAsRootFailsAtOnceWhereItMayNot() {
    var pod =
        new ChangedPod(pending())
            .waiting(
                "CreateContainerConfigError",
                "container has runAsNonRoot and image will run as root");

    assertThat(failedBy(judged(pod, Duration.ofSeconds(1))).message()).contains("runAsNonRoot");
  }

  @Test
  void aContainerThatNeverComesIsLate() {
    var pod = new ChangedPod(pending()).waiting("CreateContainerConfigError", "no config map");

    assertThat(lateBy(judged(pod, Duration.ofMinutes(5))).code()).isEqualTo("notStarted");
  }

  @Test
  void runsAndEnds() {
    assertThat(judged(running(), Duration.ofHours(1))).isEqualTo(new PodVerdict.Running(START));
    var over =
        judged(
            running().phase(Phase.SUCCEEDED).ended(ended(0, "Completed", START.plusSeconds(5))),
            Duration.ofSeconds(6));
    assertThat(over)
        .isEqualTo(new PodVerdict.Over(Optional.of(START), START.plusSeconds(5), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "42, Error, exit:42",
    "137, Error, exit:137",
    "137, OOMKilled, oom",
    "128, StartError, start",
    "127, ContainerCannotRun, start"
  })
  void tellsWhatTheWorkDidByItself(int exitCode, String reason, String code) {
    var pod = running().phase(Phase.FAILED).ended(ended(exitCode, reason, START.plusSeconds(5)));

    assertThat(failedBy(judged(pod, Duration.ofSeconds(6))).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "Evicted, evicted",
    "Preempting, preempted",
    "NodeLost, node",
    "NodeShutdown, node",
    "OutOfcpu, admission"
  })
  void tellsWhatWasDoneToIt(String reason, String code) {
    var pod = running().phase(Phase.FAILED).reason(reason);

    assertThat(lostBy(judged(pod, Duration.ofSeconds(6)))).isEqualTo(code);
  }

  @Test
  void aNodeThatComesBackKnowsNothingOfIt() {
    var pod = running().phase(Phase.FAILED).ended(ended(255, "Unknown", START.plusSeconds(5)));

    assertThat(lostBy(judged(pod, Duration.ofSeconds(6)))).isEqualTo("node");
  }

  @Test
  void whatRanLongerThanItMayIsLate() {
    var pod = running().phase(Phase.FAILED).reason("DeadlineExceeded");

    assertThat(lateBy(judged(pod, Duration.ofHours(1))).code()).isEqualTo("deadline");
  }

  @Test
  void whatIsDeletedWhileItRunsIsNotReplacedBeforeItIsDead() {
    var leaving = running().deletedAt(START.plusSeconds(10));

    assertThat(judged(leaving, Duration.ofSeconds(60))).isInstanceOf(PodVerdict.Leaving.class);
    // After its deadline Kubernetes itself has ended it, wherever it is.
    assertThat(lostBy(judged(leaving, Duration.ofMinutes(15)))).isEqualTo("deleted");
  }

  @Test
  void aSuccessOfWhatWasGivenUpDoesNotCountWhateverTheLastDeletionSays() {
    var late =
        running()
            .told(PodVerdict.LEAVES + "1")
            .deletedAt(START.plusSeconds(60))
            .phase(Phase.SUCCEEDED)
            .ended(ended(0, "Completed", START.plusSeconds(45)));

    assertThat(lostBy(judged(late, Duration.ofSeconds(61)))).isEqualTo("deleted");
  }

  @Test
  void aSuccessAfterTheDeletionDoesNotCount() {
    var late =
        running()
            .deletedAt(START.plusSeconds(10))
            .phase(Phase.SUCCEEDED)
            .ended(ended(0, "Completed", START.plusSeconds(20)));
    var early =
        running()
            .deletedAt(START.plusSeconds(10))
            .phase(Phase.SUCCEEDED)
            .ended(ended(0, "Completed", START.plusSeconds(9)));

    assertThat(lostBy(judged(late, Duration.ofSeconds(30)))).isEqualTo("deleted");
    assertThat(((PodVerdict.Over) judged(early, Duration.ofSeconds(30))).ending()).isEmpty();
  }
}
