package dev.fairlead.resourcepool.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Place;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.SubAgendas;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The race between a sub-agenda's submit and the end of the attempt that it is for. */
class ChildrenTest {
  private static final KnownTypes TYPES = KnownTypes.of(Set.of("log", "agenda"));
  private static final AgendaKey PARENT =
      new AgendaKey(new CustomerId("acme"), new AgendaId("01k00000000000000000000001"));
  private static final OperationKey OPERATION = new OperationKey(PARENT, "child");

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final List<AgendaKey> asked = new ArrayList<>();
  private final Children children =
      new Children(
          adapters.ports(),
          customer -> PARENT.customer().equals(customer) ? TYPES : KnownTypes.of(Set.of()),
          asked::add,
          new Ids(clock, new SplittableRandom(3)),
          clock);
  private final AgendaRows rows = new AgendaRows(adapters.items(), adapters.blobs());
  private final Lines lines = new Lines(adapters.items());

  /** Its parent was admitted to the built-in insight, on a part of what that has. */
  @BeforeEach
  void admitTheParent() {
    var terms =
        new Admission(
            Insight.DEFAULT.id(),
            0,
            true,
            Amounts.of(1, 1, 1000, 0),
            0,
            "agenda/0",
            clock.instant(),
            new Receipt(0, 0, 0, 0, 0, 0),
            List.of("cpu", "operations"));
    RunRow waiting = RunRow.accepted(PARENT);
    var header =
        new AgendaHeader(
            PARENT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Insight.DEFAULT.id(),
            clock.instant(),
            new CorrelationId("call"),
            "0",
            Optional.of("{}"),
            1);
    adapters.items().transact(rows.accept(header));
    adapters.items().write(rows.move(waiting, waiting.claimed(clock.instant(), terms)));
  }

  private List<AgendaHeader> submitted() {
    return rows.list(PARENT.customer(), 10, Optional.empty()).headers().stream()
        .filter(header -> !header.key().equals(PARENT))
        .toList();
  }

  @Test
  void waitsBesideItsParentForWhatTheOperationRequests() {
    look(1);

    assertThat(lines.oldest(Insight.DEFAULT.id(), 10)).isEmpty();
    assertThat(lines.oldest(Place.Line.KIN, Insight.DEFAULT.id(), 10))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.agenda()).isEqualTo(SubAgendas.of(OPERATION, 1));
          assertThat(entry.floor()).isEqualTo(Amounts.of(0, 1, 0, 0));
          assertThat(entry.counted()).containsExactly("cpu", "operations");
        });
  }

  @Test
  void isNotSubmittedIfItNeedsWhatItsOperationDidNotRequest() {
    String payload =
        "{\"operations\":[{\"name\":\"a\",\"type\":\"log\",\"requests\":{\"cpu\":2,\"disk\":9}}]}";
    var resolved = new Resolved(JsonText.parse(payload), List.of());

    Optional<Ending> ending = children.look(OPERATION, 1, spec(), new CorrelationId("c"), resolved);

    assertThat(ending.orElseThrow())
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> {
              assertThat(failed.diagnostic().code()).isEqualTo("not-requested");
              assertThat(failed.diagnostic().message()).contains("It lacks [cpu 2].");
            });
    assertThat(submitted()).isEmpty();
  }

  @Test
  void submitsTheSameOnceHoweverOftenItIsLookedAt() {
    assertThat(look(1)).isEmpty();
    assertThat(look(1)).isEmpty();

    assertThat(submitted()).hasSize(1);
    assertThat(look(2)).isEmpty();
    assertThat(submitted())
        .extracting(header -> header.parent().orElseThrow().attempt())
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void isNeverSubmittedOnceItsAttemptIsOver() {
    children.release(OPERATION, 1);

    assertThat(look(1).orElseThrow())
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.diagnostic().code()).isEqualTo("cancelled"));
    assertThat(submitted()).isEmpty();
  }

  @Test
  void isTakenOutOfItsLineWhenItsAttemptIsOver() {
    look(1);

    children.release(OPERATION, 1);
    children.release(OPERATION, 1);

    RunRow row = rows.run(SubAgendas.of(OPERATION, 1)).orElseThrow();
    assertThat(row.outcome()).contains(AgendaOutcome.CANCELLED);
    assertThat(lines.oldest(Place.Line.KIN, Insight.DEFAULT.id(), 10)).isEmpty();
    assertThat(asked).as("its parent is told").containsExactly(PARENT);
    assertThat(look(1).orElseThrow())
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.diagnostic().code()).isEqualTo("agenda:cancelled"));
  }

  @Test
  void refusesReferencesThatCameWithData() {
    Json written =
        JsonText.parse(
            "{\"operations\":[{\"name\":\"a\",\"type\":\"log\",\"payload\":{\"message\":\"@<x.out>\"}}]}");
    for (String data : List.of("@<a.out>", "@<secret:key>", "open @<")) {
      var resolved =
          new Resolved(
              JsonText.parse(JsonText.write(written).replace("@<x.out>", data)), List.of());

      assertThat(ChildDocument.read(written, resolved, PARENT.customer(), TYPES))
          .as(data)
          .isInstanceOfSatisfying(
              ChildDocument.Refused.class,
              refused -> assertThat(refused.why().code()).isEqualTo("reference"));
    }
  }

  @Test
  void takesAWholeListFromAResultButNoSecretsInIt() {
    Json written = JsonText.parse("{\"operations\":\"@<plan.out>\"}");
    String list =
        "{\"operations\":[{\"name\":\"a\",\"type\":\"log\"},"
            + "{\"name\":\"b\",\"type\":\"log\",\"payload\":{\"message\":\"@<a.out>\"}}]}";

    assertThat(read(written, list)).isInstanceOf(ChildDocument.Good.class);
    assertThat(read(written, list.replace("@<a.out>", "@<secret:key>")))
        .isInstanceOfSatisfying(
            ChildDocument.Refused.class,
            refused ->
                assertThat(refused.why()).extracting(Diagnostic::code).isEqualTo("reference"));
  }

  private static ChildDocument read(Json written, String resolved) {
    return ChildDocument.read(
        written, new Resolved(JsonText.parse(resolved), List.of()), PARENT.customer(), TYPES);
  }

  private Optional<Ending> look(int attempt) {
    OperationSpec spec = spec();
    return children.look(
        OPERATION,
        attempt,
        spec,
        new CorrelationId("call"),
        new Resolved(spec.payload(), List.of()));
  }

  private static OperationSpec spec() {
    Json document =
        JsonText.parse(
            """
            {"operations": [{"name": "child", "type": "agenda", "payload": {
              "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}
            """);
    return DocumentRules.check(document, TYPES) instanceof DocumentRules.Valid(AgendaDocument valid)
        ? valid.operations().getFirst()
        : failed();
  }

  private static OperationSpec failed() {
    throw new AssertionError("the document is bad");
  }
}
