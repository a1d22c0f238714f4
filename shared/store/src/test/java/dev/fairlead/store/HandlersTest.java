package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Sharing;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultPlan.ItemCall;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandlersTest {
  private static final CustomerId INITECH = new CustomerId("initech");
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Stack stack = new Stack();
  private final ObjectRows rows = new ObjectRows(stack.items);
  private final List<ItemCall> calls = new ArrayList<>();
  private final Handlers handlers =
      new Handlers(
          new FaultyItemStore(
              stack.items,
              new FaultPlan() {
                @Override
                public ItemFault next(ItemCall call) {
                  calls.add(call);
                  return new ItemFault.None();
                }
              }),
          stack.clock);

  @Test
  void findsWhatLiesOnTheCustomersShelfOrOnEverybodys() {
    add("own", fields("own:1", List.of(), false));
    add("allowed", fields("allowed:1", List.of(Stack.GLOBEX.value()), false));
    add("global", fields("global:1", List.of(), true));

    assertThat(image(Stack.ACME, "own")).contains("own:1");
    assertThat(image(Stack.GLOBEX, "own")).isEmpty();
    assertThat(image(Stack.GLOBEX, "allowed")).contains("allowed:1");
    assertThat(image(INITECH, "allowed")).isEmpty();
    assertThat(image(INITECH, "global")).contains("global:1");
    assertThat(handlers.knownTo(INITECH, Set.of("log")).isRegistered())
        .accepts("global")
        .rejects("own", "allowed", "Global", "nobodys");
  }

  @Test
  void neverLooksForATypeThatIsBuiltInOrThatNobodyCouldRegister() {
    add("log", fields("mine:1", List.of(), true));

    assertThat(image(Stack.ACME, "log")).isEmpty();
    assertThat(image(Stack.ACME, "shell")).isEmpty();
    assertThat(image(Stack.ACME, "a b")).isEmpty();
    assertThat(image(Stack.ACME, "a".repeat(65))).isEmpty();
    assertThat(calls).isEmpty();
  }

  @Test
  void keepsWhatItReadForSoLongAndFindsANewOneAtOnce() {
    assertThat(image(Stack.ACME, "encode")).isEmpty();
    add("encode", fields("encode:1", List.of(), false));
    assertThat(image(Stack.ACME, "encode")).contains("encode:1");
    change("encode", fields("encode:2", List.of(), false));
    calls.clear();

    stack.clock.advance(Handlers.KEPT.minus(MOMENT));
    assertThat(image(Stack.ACME, "encode")).contains("encode:1");
    assertThat(calls).isEmpty();
    stack.clock.advance(MOMENT);
    assertThat(image(Stack.ACME, "encode")).contains("encode:2");
    assertThat(calls).containsExactly(ItemCall.READ);
    rows.delete(rows.main(ObjectKind.HANDLER, "encode").orElseThrow(), Optional.empty());
    stack.clock.advance(Handlers.KEPT);
    assertThat(image(Stack.ACME, "encode")).isEmpty();
  }

  @Test
  void readsAgainWhenTheClockIsSetBack() {
    add("encode", fields("encode:1", List.of(), false));
    assertThat(image(Stack.ACME, "encode")).contains("encode:1");
    change("encode", fields("encode:2", List.of(), false));
    stack.clock.advance(Duration.ofHours(-1));

    assertThat(image(Stack.ACME, "encode")).contains("encode:2");
  }

  @Test
  void asksAboutATypeOnceForADocumentHoweverOftenItNamesIt() {
    var operations = new ArrayList<Json>();
    for (int i = 0; i < 500; i++) {
      operations.add(
          Json.object().put("name", "o" + i).put("type", i % 2 == 0 ? "log" : "lag").build());
    }
    var document = Json.object().put("operations", Json.array(operations)).build();

    var outcome = DocumentRules.check(document, handlers.knownTo(Stack.ACME, Set.of("log")));

    assertThat(((DocumentRules.Invalid) outcome).problems()).hasSize(250);
    assertThat(calls).containsExactly(ItemCall.READ, ItemCall.READ);
  }

  private Optional<String> image(CustomerId customer, String type) {
    return handlers.find(customer, type).map(HandlerTerms::image);
  }

  private static Json.Obj fields(String image, List<String> allowed, boolean isGlobal) {
    var fields =
        Json.object()
            .put("title", "A handler")
            .put("image", image)
            .put("allowedCustomerIds", Json.texts(allowed))
            .put("isGlobal", isGlobal)
            .build();
    assertThat(Sharing.of(fields).isGlobal()).isEqualTo(isGlobal);
    return fields;
  }

  private void add(String id, Json.Obj fields) {
    var object =
        StoredObject.added(ObjectKind.HANDLER, id, Stack.ACME, fields, stack.clock.instant());
    assertThat(rows.add(object, Optional.empty(), Optional.empty()).isWritten()).isTrue();
  }

  private void change(String id, Json.Obj fields) {
    var before = rows.main(ObjectKind.HANDLER, id).orElseThrow();
    var after = before.changed(Stack.ACME, fields, stack.clock.instant());
    assertThat(rows.replace(before, after, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
  }
}
