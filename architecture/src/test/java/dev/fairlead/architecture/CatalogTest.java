package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.Setting;
import dev.fairlead.catalog.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the catalog declares is there, and nothing is declared in vain. */
class CatalogTest {
  private static final JavaClasses MAIN = HouseClasses.main();
  private static final Map<Setting.Reader, String> READERS =
      Map.of(
          Setting.Reader.FUNCTION, "AwsSettings",
          Setting.Reader.REAPER, "ReaperSettings",
          Setting.Reader.LAUNCHER, "LauncherSettings",
          Setting.Reader.WORKER, "WorkerSettings",
          Setting.Reader.WATCHER, "WatcherSettings",
          Setting.Reader.COMMAND_LINE, "CliSettings",
          Setting.Reader.PROGRAM, "BenchSettings");

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void everyFunctionHasItsEntryPoint(FunctionSpec function) throws ClassNotFoundException {
    Class<?> entryPoint = Class.forName(function.entryPoint());

    assertThat(entryPoint).isPublic().isFinal();
    assertThat(RequestStreamHandler.class).isAssignableFrom(entryPoint);
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void everyFunctionIsPartOfTheArtifactThatHoldsItsEntryPoint(FunctionSpec function)
      throws ClassNotFoundException {
    var classes =
        Class.forName(function.entryPoint()).getProtectionDomain().getCodeSource().getLocation();

    assertThat(classes.getPath()).contains("/" + function.artifact().module() + "/target/");
  }

  @Test
  void everyFunctionIsCalledBySomething() {
    Set<FunctionSpec> called = EnumSet.of(FunctionSpec.AUTHORIZER);
    Stream.of(QueueTrigger.values()).map(QueueTrigger::function).forEach(called::add);
    Stream.of(ScheduleSpec.values()).map(ScheduleSpec::function).forEach(called::add);
    Route.all().stream().map(Route::function).forEach(called::add);

    assertThat(called).containsExactlyInAnyOrder(FunctionSpec.values());
  }

  @Test
  void everyRouteIsAmongAllRoutes() {
    List<Route> declared =
        Stream.of(Route.class.getPermittedSubclasses())
            .<Route>flatMap(routes -> Stream.of((Route[]) routes.getEnumConstants()))
            .toList();

    assertThat(Route.all()).containsExactlyElementsOf(declared);
  }

  @Test
  void everythingThatIsDeclaredIsGrantedToSomebody() {
    Set<Grant> granted =
        Stream.of(FunctionSpec.values())
            .flatMap(function -> function.grants().stream())
            .collect(Collectors.toSet());

    for (TableSpec table : TableSpec.values()) {
      assertThat(granted).contains(Grant.read(table), Grant.write(table));
    }
    for (BucketSpec bucket : BucketSpec.values()) {
      assertThat(granted).contains(Grant.read(bucket), Grant.write(bucket));
    }
    for (QueueSpec queue : QueueSpec.values()) {
      assertThat(granted).contains(Grant.send(queue));
    }
  }

  /** Else a message would be given out again while its function still works on it. */
  @ParameterizedTest
  @EnumSource(QueueTrigger.class)
  void aMessageStaysHiddenSixTimesAsLongAsItsFunctionMayTake(QueueTrigger trigger) {
    assertThat(trigger.queue().visibility())
        .isGreaterThanOrEqualTo(trigger.function().timeLimit().multipliedBy(6));
  }

  @ParameterizedTest
  @EnumSource(ScheduleSpec.class)
  void aTurnEndsBeforeTheNextOneBegins(ScheduleSpec schedule) {
    assertThat(schedule.function().timeLimit()).isLessThan(schedule.every());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingIsReadByItsReader(Setting setting) {
    Set<String> readers =
        MAIN.get(Setting.class).getField(setting.name()).getAccessesToSelf().stream()
            .map(access -> access.getOriginOwner().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(readers).contains(READERS.get(setting.reader()));
  }

  /** Written out, a variable's name would be one that the catalog does not know of. */
  @Test
  void nobodySpellsTheNameOfASettingOut() throws IOException {
    try (Stream<Path> files = Files.walk(HouseClasses.CHECKOUT)) {
      List<String> spelled =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*(Settings|Main)[.]java"))
              // What a handler is told is its contract, with whoever wrote it.
              .filter(file -> !file.endsWith("sdk/HandlerSettings.java"))
              .flatMap(CatalogTest::lines)
              .filter(line -> line.contains("\"FAIRLEAD_"))
              .toList();

      assertThat(spelled).isEmpty();
    }
  }

  /** Written out, a route's path would stay behind when the route moves. */
  @Test
  void nobodySpellsThePathOfARouteOut() throws IOException {
    try (Stream<Path> files = Files.walk(HouseClasses.CHECKOUT)) {
      List<String> spelled =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*[.]java"))
              .filter(file -> !file.toString().matches(".*/catalog/[A-Za-z]*Route[.]java"))
              .flatMap(CatalogTest::lines)
              .filter(line -> line.contains("\"/v1"))
              .toList();

      assertThat(spelled).isEmpty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
