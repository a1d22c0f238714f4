package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Outcome.Done;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceChange;
import dev.fairlead.core.port.PortException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What every driver of things that can be used by commands and files does, with a fault at each of
 * its steps: the step is taken twice, by two at once, after a crash between what it did outside and
 * the row that says so, while the outside does not answer, and for what was only half made.
 *
 * <p>An implementation extends this and gives a blueprint of its, and what is to be seen and done
 * outside.
 */
public abstract class BlueprintDriverContract extends DriverFixture {
  @Test
  void isFoundByItsName() {
    BlueprintDriver driver = driver();

    assertThat(Drivers.find(driver.type()).orElseThrow()).isInstanceOf(driver.getClass());
    assertThat(driver.fields()).doesNotHaveDuplicates();
  }

  @Test
  void findsItsOwnBlueprintRight() {
    var findings = new Findings();

    driver().check(blueprint().fields(), JsonPointer.WHOLE, findings);

    assertThat(findings.problems()).isEmpty();
  }

  @Test
  void whatIsWrongWithAnyFieldIsNotedAndNotThrown() {
    var right = blueprint().fields();
    for (String name : right.fields().keySet()) {
      for (Json wrong :
          List.of(Json.of(7), Json.of(""), Json.EMPTY, Json.array(List.of(Json.NULL)))) {
        driver().check(right.with(name, wrong), JsonPointer.WHOLE, new Findings());
      }
    }
    driver().check(Json.EMPTY, JsonPointer.WHOLE, new Findings());
  }

  @Test
  void plansAlikeAndTouchesNothing() {
    assertThat(driver().canEver(blueprint(), request())).isTrue();
    assertThat(driver().canAllocate(blueprint(), request(), List.of())).isTrue();

    var planned = driver().allocate(blueprint(), request(), List.of());

    assertThat(planned).isPresent().isEqualTo(driver().allocate(blueprint(), request(), List.of()));
    assertThat(driver().acquire(planned(1), lease(1)))
        .isEqualTo(driver().acquire(planned(1), lease(1)));
    assertThat(outside()).isEmpty();
  }

  @Test
  void noTwoResourcesTakeTheSameSlot() {
    var first = planned(1);

    driver()
        .allocate(blueprint(), request(), List.of(first))
        .ifPresent(second ->
            assertThat(Collections.disjoint(second.slots(), first.draft().slots())).isTrue());
  }

  @Test
  void buildsOnceHoweverOftenItIsAsked() {
    var resource = planned(1);

    assertDone(() -> driver().activate(resource, around()));
    Set<String> built = outside();
    // The row that says so was not written, so it is asked again.
    assertDone(() -> driver().activate(resource, around()));

    assertThat(outside()).isEqualTo(built);
  }

  @Test
  void buildsOnceForTwoWhoAskAtOnce() {
    var resource = planned(1);

    List<Outcome> outcomes = Racers.race(4, _ -> () -> driver().activate(resource, around()));

    assertThat(outcomes).noneMatch(Outcome.Broken.class::isInstance);
    assertDone(() -> driver().activate(resource, around()));
    Set<String> built = outside();
    assertDone(() -> driver().activate(resource, around()));
    assertThat(outside()).isEqualTo(built);
  }

  @Test
  void preparesALeaseOnceHoweverOftenItIsAsked() {
    var resource = active(1);

    assertDone(() -> driver().activate(resource, lease(1), around()));
    put(resource, lease(1), "kept", "work");
    assertDone(() -> driver().activate(resource, lease(1), around()));

    assertThat(get(resource, lease(1), "kept")).isEqualTo("work");
  }

  @Test
  void takesAwayALeaseHoweverOftenItIsAskedAndNothingElse() {
    var resource = active(1);
    assertDone(() -> driver().activate(resource, lease(1), around()));
    assertDone(() -> driver().activate(resource, lease(2), around()));
    Set<String> before = outside();
    put(resource, lease(1), "mine", "work");
    put(resource, lease(2), "other", "work");

    assertDone(() -> driver().destroy(resource, lease(1), around()));
    assertDone(() -> driver().destroy(resource, lease(1), around()));

    assertThat(get(resource, lease(2), "other")).isEqualTo("work");
    assertThat(outside()).isNotEqualTo(before);
    // Asked for by one who was late.
    assertDone(() -> driver().destroy(resource, lease(3), around()));
    assertThat(get(resource, lease(2), "other")).isEqualTo("work");
  }

  @Test
  void takesAwayAResourceHoweverOftenItIsAsked() {
    var resource = active(1);
    assertDone(() -> driver().activate(resource, lease(1), around()));
    put(resource, lease(1), "left", "work");
    var released = resource.after(new ResourceChange.Released("over"), now());

    assertDone(() -> driver().destroy(released, lease(1), around()));
    assertDone(() -> driver().destroy(released, around()));
    assertDone(() -> driver().destroy(released, around()));
    assertDone(() -> driver().destroy(released, lease(1), around()));

    assertThat(outside()).isEqualTo(staying());
  }

  @Test
  void takesAwayWhatWasNeverOrHalfBuilt() {
    var resource = planned(1);
    var released = resource.after(new ResourceChange.Released("over"), now());

    assertDone(() -> driver().destroy(released, lease(1), around()));
    assertDone(() -> driver().destroy(released, around()));
    assertThat(outside()).isEmpty();

    // Built, and nobody knows: there was a crash before the row.
    assertDone(() -> driver().activate(resource, around()));
    assertDone(() -> driver().destroy(released, around()));
    assertThat(outside()).isEqualTo(staying());
  }

  @Test
  void waitsWhileTheOutsideDoesNotAnswer() {
    var resource = active(1);
    assertDone(() -> driver().activate(resource, lease(1), around()));
    var released = resource.after(new ResourceChange.Released("over"), now());

    breakOutside();
    assertWaits(() -> driver().activate(planned(1), around()));
    assertWaits(() -> driver().activate(resource, lease(2), around()));
    assertWaits(() -> driver().destroy(released, lease(1), around()));

    mendOutside();
    assertDone(() -> driver().activate(planned(1), around()));
    assertDone(() -> driver().activate(resource, lease(2), around()));
    assertDone(() -> driver().destroy(released, lease(1), around()));
    assertDone(() -> driver().destroy(released, lease(2), around()));
    assertDone(() -> driver().destroy(released, around()));
    assertThat(outside()).isEqualTo(staying());
  }

  @Test
  void tellsTheLivingFromTheDead() {
    var resource = active(1);
    assertThat(driver().probe(resource, around())).isInstanceOf(Health.Alive.class);

    kill(resource);

    assertThat(driver().probe(resource, around())).isInstanceOf(Health.Dead.class);
    var broken = resource.after(new ResourceChange.Broke("It died."), now());
    assertDone(() -> driver().destroy(broken, lease(1), around()));
    assertDone(() -> driver().destroy(broken, around()));
  }

  @Test
  void takesAwayWhatNoResourceStandsFor() {
    var resource = active(1);

    for (var thing : driver().list(blueprint(), around())) {
      assertThat(thing.token()).isEqualTo(resource.id());
      driver().remove(thing, around());
      driver().remove(thing, around());
    }

    assertThat(driver().list(blueprint(), around())).isEmpty();
  }

  @Test
  void opensCommandsAndFilesInTheDirectoryOfTheLease() {
    var resource = active(1);
    assertDone(() -> driver().activate(resource, lease(1), around()));
    assertDone(() -> driver().activate(resource, lease(2), around()));
    put(resource, lease(1), "input", "some text");

    try (var commands =
        driver().open(resource, lease(1), CommandInterface.class, around()).orElseThrow()) {
      assertThat(commands.run(Command.of("cat", "input")).output().text()).isEqualTo("some text");
      assertThat(commands.run(Command.of("sh", "-c", "pwd > where")).isSuccess()).isTrue();
    }

    assertThat(get(resource, lease(1), "where")).contains(lease(1).id().value());
    try (var files =
        driver().open(resource, lease(2), FilesystemInterface.class, around()).orElseThrow()) {
      assertThat(files.list("")).isEmpty();
    }
    assertThat(driver().open(resource, lease(1), Runnable.class, around())).isEmpty();
  }

  /** Built and known to be. */
  private Resource active(int number) {
    var planned = planned(number);
    assertDone(() -> driver().activate(planned, around()));
    return planned.after(new ResourceChange.Activated(Json.EMPTY), now());
  }

  private void put(Resource on, Lease lease, String path, String content) {
    try (var files = driver().open(on, lease, FilesystemInterface.class, around()).orElseThrow()) {
      files.write(path, new ByteArrayInputStream(content.getBytes(UTF_8)), 1000);
    }
  }

  private String get(Resource on, Lease lease, String path) {
    try (var files = driver().open(on, lease, FilesystemInterface.class, around()).orElseThrow()) {
      var content = new ByteArrayOutputStream();
      files.read(path, content, 1000);
      return content.toString(UTF_8);
    }
  }

  private static void assertDone(Supplier<Outcome> step) {
    assertThat(step.get()).isInstanceOf(Done.class);
  }

  private static void assertWaits(Supplier<Outcome> step) {
    try {
      assertThat(step.get()).isInstanceOf(Outcome.Yield.class);
    } catch (PortException mayPass) {
      assertThat(mayPass.fault().isRetryable()).isTrue();
    }
  }
}
