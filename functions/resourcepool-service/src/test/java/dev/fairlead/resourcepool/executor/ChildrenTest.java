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
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Lines;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.SubAgendas;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
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
          adapters.ports(), TYPES, asked::add, new Ids(clock, new SplittableRandom(3)), clock);
  private final AgendaRows rows = new AgendaRows(adapters.items(), adapters.blobs());

  @Test
  void submitsTheSameOnceHoweverOftenItIsLookedAt() {
    assertThat(look(1)).isEmpty();
    assertThat(look(1)).isEmpty();

    assertThat(rows.list(PARENT.customer(), 10, Optional.empty()).headers()).hasSize(1);
    assertThat(look(2)).isEmpty();
    assertThat(rows.list(PARENT.customer(), 10, Optional.empty()).headers())
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
    assertThat(rows.list(PARENT.customer(), 10, Optional.empty()).headers()).isEmpty();
  }

  @Test
  void isTakenOutOfItsLineWhenItsAttemptIsOver() {
    look(1);

    children.release(OPERATION, 1);
    children.release(OPERATION, 1);

    RunRow row = rows.run(SubAgendas.of(OPERATION, 1)).orElseThrow();
    assertThat(row.outcome()).contains(AgendaOutcome.CANCELLED);
    assertThat(new Lines(adapters.items()).oldest(Lines.Insight.DEFAULT.id(), 10)).isEmpty();
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
