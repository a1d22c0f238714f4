package dev.fairlead.resourcepool.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A driver on the class path is all that a new kind of resource takes. */
class DriverFieldsTest {
  private final Findings findings = new Findings();

  @Test
  @Tag("D1")
  void aDriverIsFoundByItsNameAndItsFieldsAreKnown() {
    assertThat(Drivers.names()).contains("test");

    var read = read("test", Json.object().put("colour", "red").build());

    assertThat(findings.problems()).isEmpty();
    var blueprint = Blueprint.of("boxes", LeaseWorld.ACME, read);
    assertThat(blueprint.fields().text("colour")).contains("red");
  }

  @Test
  @Tag("D1")
  void whatADriverDoesNotKnowIsRefused() {
    read("test", Json.object().put("color", "red").put("slot", 7).build());
    read("tset", Json.EMPTY);

    assertThat(findings.problems())
        .extracting(Problem::path)
        .containsExactly("/fields/color", "/fields/slot", "/type");
    assertThat(findings.problems().getLast().suggestion()).contains("test");
  }

  @Test
  @Tag("D1")
  void itsBlueprintsAreChangedAndDisabledAsAnyOther() {
    var world = new LeaseWorld().blueprint("boxes", ".colour=red");
    var before = world.ask("a");
    world.tick();

    world.blueprint("boxes", ".colour=blue", "isDisabled=true");
    var after = world.ask("a");
    world.tick();

    assertThat(world.state(before)).isEqualTo(LeaseState.ACTIVE);
    assertThat(world.get(after).why().orElseThrow().code()).isEqualTo("blueprints-disabled");
  }

  private Json.Obj read(String driver, Json.Obj fields) {
    return ObjectFields.read(
        ObjectKind.BLUEPRINT,
        Optional.of("boxes"),
        Json.object().put("title", "Boxes").put("type", driver).put("fields", fields).build(),
        findings);
  }
}
