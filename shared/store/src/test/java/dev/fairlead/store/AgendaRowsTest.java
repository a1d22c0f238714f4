package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.scheduling.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgendaRowsTest {
  private final Stack stack = new Stack();
  private final AgendaRows rows = new AgendaRows(stack.items, stack.blobs);

  @Test
  void listsEveryAgendaOnceAlsoWhenAPageIsFullBeforeItsLimit() {
    // 200 documents of 8 KB are more than the 1 MB of a page.
    IntStream.range(0, 200).forEach(i -> accept(Stack.agenda(i), "x".repeat(8_000)));
    accept(Stack.agenda(Stack.GLOBEX, 500), "x");

    var found = new ArrayList<AgendaId>();
    Optional<AgendaId> before = Optional.empty();
    do {
      var listing = rows.list(Stack.ACME, 200, before);
      listing.headers().forEach(header -> found.add(header.key().agenda()));
      before = listing.next();
    } while (before.isPresent());

    assertThat(found)
        .containsExactlyElementsOf(
            IntStream.range(0, 200)
                .map(i -> 199 - i)
                .mapToObj(i -> Stack.agenda(i).agenda())
                .toList());
  }

  @Test
  void readsBackAHeaderAndItsDocument() {
    AgendaHeader header = accept(Stack.agenda(1), "{}");

    assertThat(rows.header(Stack.agenda(1))).contains(header);
    assertThat(rows.document(header)).isEqualTo("{}");
    assertThat(rows.header(Stack.agenda(Stack.GLOBEX, 1))).isEmpty();
  }

  @Test
  void letsOnlyOneMoveARunRowOn() {
    accept(Stack.agenda(1), "{}");
    RunRow accepted = rows.run(Stack.agenda(1)).orElseThrow();
    RunRow claimed = accepted.claimed(stack.clock.instant(), terms());

    assertThat(stack.items.write(rows.move(accepted, claimed)).isWritten()).isTrue();
    assertThat(stack.items.write(rows.move(accepted, claimed)).isWritten()).isFalse();
    assertThat(rows.run(Stack.agenda(1))).contains(claimed);
  }

  @Test
  void remembersWhereAnAgendaWaitsAndOnWhatTermsItRuns() {
    accept(Stack.agenda(1), "{}");
    RunRow accepted = rows.run(Stack.agenda(1)).orElseThrow();
    var place = new Place("gpu", -3, stack.clock.instant());
    stack.items.write(rows.move(accepted, accepted.movedTo(place)));
    RunRow moved = rows.run(Stack.agenda(1)).orElseThrow();
    RunRow claimed = moved.claimed(stack.clock.instant(), terms());
    stack.items.write(rows.move(moved, claimed));

    assertThat(moved.place()).contains(place);
    assertThat(rows.run(Stack.agenda(1))).contains(claimed);
    assertThat(claimed.place()).isEmpty();
    assertThat(claimed.completed(AgendaOutcome.FAILED, stack.clock.instant()).admission())
        .contains(terms());
  }

  private Admission terms() {
    return new Admission(
        "default",
        0,
        false,
        Amounts.NONE,
        0,
        "log/0",
        stack.clock.instant(),
        new Receipt(0, 0, 0, 0, 0, 0));
  }

  private AgendaHeader accept(AgendaKey agenda, String document) {
    var header =
        new AgendaHeader(
            agenda,
            Optional.of("title"),
            Optional.empty(),
            Optional.empty(),
            "default",
            stack.clock.instant(),
            new CorrelationId("call"),
            Sha256.hex(document),
            Optional.of(document),
            1);
    assertThat(stack.items.transact(List.copyOf(rows.accept(header))).isWritten()).isTrue();
    return header;
  }
}
