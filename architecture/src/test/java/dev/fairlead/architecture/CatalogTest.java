package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the catalog declares is there, and nothing is declared in vain. */
class CatalogTest {
  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void everyFunctionHasItsEntryPoint(FunctionSpec function) throws ClassNotFoundException {
    Class<?> entryPoint = Class.forName(function.entryPoint());

    assertThat(entryPoint).isPublic().isFinal();
    assertThat(RequestHandler.class).isAssignableFrom(entryPoint);
  }

  @Test
  void everyFunctionIsCalledBySomething() {
    Set<FunctionSpec> called = EnumSet.of(FunctionSpec.AUTHORIZER);
    Stream.of(QueueTrigger.values()).map(QueueTrigger::function).forEach(called::add);
    Stream.of(ScheduleSpec.values()).map(ScheduleSpec::function).forEach(called::add);
    Stream.of(Route.Agenda.values()).map(Route::function).forEach(called::add);
    Stream.of(Route.Progress.values()).map(Route::function).forEach(called::add);

    assertThat(called).containsExactlyInAnyOrder(FunctionSpec.values());
  }
}
