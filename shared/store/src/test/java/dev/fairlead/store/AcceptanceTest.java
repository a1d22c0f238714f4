package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Acceptance.Outcome;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An insight goes, or seems to, between the choice and the transaction. */
class AcceptanceTest {
  private static final AgendaKey AGENDA = Stack.agenda(1);

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ObjectRows rows = new ObjectRows(adapters.items());
  private final Lines lines = new Lines(adapters.items());

  @BeforeEach
  void addInsights() {
    add(
        ObjectKind.CUSTOMER,
        "acme",
        Json.object().put("title", "Acme").put("resourcePoolId", "site"));
    for (String id : List.of("a", "b")) {
      add(
          ObjectKind.INSIGHT,
          id,
          Json.object()
              .put("resourcePoolId", "site")
              .put("isGlobal", true)
              .put("mappers", Json.object().put("operationType", texts("log")).build()));
    }
  }

  @Test
  void isBoundAnewWhenItsInsightIsDeletedMeanwhile() {
    var outcome = submit(beforeTheTransaction(() -> delete("a")));

    assertThat(insightOf(outcome)).isEqualTo("b");
    assertThat(lines.oldest("a", 10)).isEmpty();
    assertThat(lines.oldest("b", 10)).hasSize(1);
  }

  @Test
  void isNotAcceptedWhenItsOnlyInsightIsDeletedMeanwhile() {
    delete("b");

    var outcome = submit(beforeTheTransaction(() -> delete("a")));

    assertThat(outcome).isInstanceOf(Outcome.Unbound.class);
    assertThat(new AgendaRows(adapters.items(), adapters.blobs()).header(AGENDA)).isEmpty();
    assertThat(lines.oldest("a", 10)).isEmpty();
  }

  @Test
  void opensTheLineAgainThatSomebodyShutAndDidNotDelete() {
    var seen = rows.main(ObjectKind.INSIGHT, "a").orElseThrow();

    var outcome = submit(beforeTheTransaction(() -> rows.shut("a")));

    assertThat(insightOf(outcome)).isEqualTo("a");
    // Whoever shut it has seen an empty line, which it is no more.
    assertThat(rows.delete(seen, Optional.empty()).isWritten()).isFalse();
  }

  private static String insightOf(Outcome outcome) {
    return ((Outcome.Accepted) outcome).header().insight();
  }

  private Outcome submit(ItemStore items) {
    var ports = new Ports(items, adapters.queues(), adapters.blobs(), adapters.secrets());
    return new Acceptance(ports, new Ids(clock, new SplittableRandom(3)), clock)
        .submit(AGENDA, document(), Optional.empty(), new CorrelationId("call"), Optional.empty());
  }

  private ItemStore beforeTheTransaction(Runnable something) {
    return new FaultyItemStore(
        adapters.items(),
        new FaultPlan() {
          private boolean isDone;

          @Override
          public ItemFault next(ItemCall call) {
            if (call == ItemCall.TRANSACT && !isDone) {
              isDone = true;
              something.run();
            }
            return new ItemFault.None();
          }
        });
  }

  private void add(ObjectKind kind, String id, Json.Builder fields) {
    var object =
        StoredObject.added(kind, id, new CustomerId("acme"), fields.build(), clock.instant());
    assertThat(rows.add(object, Optional.empty(), Optional.empty()).isWritten()).isTrue();
  }

  private void delete(String id) {
    rows.shut(id);
    var insight = rows.main(ObjectKind.INSIGHT, id).orElseThrow();
    assertThat(rows.delete(insight, Optional.empty()).isWritten()).isTrue();
  }

  private static Json texts(String text) {
    return Json.texts(List.of(text));
  }

  private static AgendaDocument document() {
    var operation =
        Json.object()
            .put("name", "a")
            .put("type", "log")
            .put("payload", Json.object().put("message", "x").build())
            .build();
    var document = Json.object().put("operations", Json.array(List.of(operation))).build();
    return ((DocumentRules.Valid) DocumentRules.check(document, KnownTypes.of(Set.of("log"))))
        .document();
  }
}
