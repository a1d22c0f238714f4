package dev.fairlead.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintTerms;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.lease.Term;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which hosts a blueprint offers. */
class RegisteredHostTest {
  private static final String KEY = "SHA256:wzHEm/ur33/g9SQ9gB/rfZPZX9Q1Dl6cooYkQ1kw9dw";
  private static final CustomerId OWNER = new CustomerId("acme");
  private static final LeaseRequest ANY =
      LeaseRequest.of(OWNER, "host", new Holder.OfPerson("ann"), Term.from(Instant.EPOCH));

  private final RegisteredHostDriver driver = new RegisteredHostDriver();

  @Test
  void takesEachHostOnceTheHeaviestFirst() {
    var blueprint =
        blueprint(
            host("b").build(),
            host("c").put("weight", 3).build(),
            host("a").build(),
            host("off").put("isDisabled", true).build(),
            host("none").put("weight", 0).build());

    var first = driver.allocate(blueprint, ANY, List.of()).orElseThrow();
    var second = driver.allocate(blueprint, ANY, List.of(live(first))).orElseThrow();
    var third = driver.allocate(blueprint, ANY, List.of(live(first), live(second))).orElseThrow();

    assertThat(List.of(first.name(), second.name(), third.name())).containsExactly("c", "a", "b");
    assertThat(first.weight()).isEqualTo(3);
    assertThat(first.slots()).extracting(Object::toString).containsExactly("host/c:22");
    var all = List.of(live(first), live(second), live(third));
    assertThat(driver.canAllocate(blueprint, ANY, all)).isFalse();
    assertThat(driver.canEver(blueprint, ANY)).isTrue();
  }

  @Test
  @Tag("D18")
  void offersNoMoreWhatIsDisabledOrStruckOut() {
    var both = blueprint(host("a").build(), host("b").build());
    var first = live(driver.allocate(both, ANY, List.of()).orElseThrow());
    var disabled = blueprint(host("a").put("isDisabled", true).build(), host("b").build());

    assertThat(driver.isOffered(both, first)).isTrue();
    assertThat(driver.isOffered(disabled, first)).isFalse();
    assertThat(driver.isOffered(blueprint(host("b").build()), first)).isFalse();
    assertThat(driver.allocate(disabled, ANY, List.of(first)).orElseThrow().name()).isEqualTo("b");
  }

  @Test
  void offersOnlyHostsWithTheLabelsThatAreAskedFor() {
    var blueprint =
        blueprint(
            host("a").build(),
            host("b").put("labels", Json.object().put("arch", "arm64").build()).build());

    assertThat(driver.allocate(blueprint, labelled("arm64"), List.of()).orElseThrow().name())
        .isEqualTo("b");
    assertThat(driver.canEver(blueprint, labelled("riscv"))).isFalse();
  }

  @Test
  void keepsNoSecretInWhatIsStored() {
    var draft = driver.allocate(blueprint(host("a").build()), ANY, List.of()).orElseThrow();

    assertThat(draft.attributes().toString()).contains("key-of-hosts").doesNotContain("BEGIN");
  }

  @Test
  void namesEveryThingThatIsWrong() {
    var findings = new Findings();
    var fields =
        Json.object()
            .put(
                "hosts",
                Json.array(
                    List.of(
                        Json.object().put("address", "a b").put("port", 0).build(),
                        host("twin").put("user", "u").put("secret", "s").build(),
                        host("twin").put("user", "u").put("secret", "s").build(),
                        Json.of("text"))))
            .build();

    driver.check(fields, JsonPointer.WHOLE, findings);

    assertThat(findings.problems())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "/hosts/0/address",
            "/hosts/0/user",
            "/hosts/0/secret",
            "/hosts/0/hostKeys",
            "/hosts/0/port",
            "/hosts/2/name",
            "/hosts/3");
  }

  private static Json.Builder host(String address) {
    return Json.object().put("address", address).put("hostKeys", Json.texts(List.of(KEY)));
  }

  private static Blueprint blueprint(Json.Obj... hosts) {
    var fields =
        Json.object()
            .put("hosts", Json.array(List.of(hosts)))
            .put("user", "deploy")
            .put("secret", "key-of-hosts")
            .build();
    return new Blueprint(
        "builders",
        OWNER,
        "Builders",
        "registered-host",
        Optional.empty(),
        BlueprintTerms.USUAL,
        fields);
  }

  private static LeaseRequest labelled(String arch) {
    return ANY.from(
        new Selection(
            Optional.empty(), List.of(), Map.of("arch", arch), Optional.empty(), Optional.empty()));
  }

  private static Resource live(ResourceDraft draft) {
    return Resource.planned(
        new ResourceId("01k90000000000000000000001"),
        new Resource.Origin("builders", OWNER, "registered-host", "host", Optional.empty()),
        draft,
        draft.slots(),
        Map.of(),
        Instant.EPOCH);
  }
}
