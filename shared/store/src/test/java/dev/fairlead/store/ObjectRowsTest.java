package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.ItemFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectRowsTest {
  private static final Shelf ACMES = Shelf.of(Stack.ACME);
  private static final Shelf GLOBEXS = Shelf.of(Stack.GLOBEX);

  private final Stack stack = new Stack();
  private final ObjectRows rows = new ObjectRows(stack.items);

  @Test
  void aChangeThatComesSecondChangesNothing() {
    var first = added(insight("i", shared(List.of("globex"), false)));
    var mine = changed(first, shared(List.of(), true));
    var yours = changed(first, shared(List.of("globex"), true));

    assertThat(replace(first, mine)).isTrue();
    assertThat(replace(first, yours)).isFalse();
    assertThat(delete(first)).isFalse();

    assertThat(seen("i", GLOBEXS)).isEmpty();
    assertThat(seen("i", Shelf.EVERYBODY)).contains(mine);
    assertThat(seen("i", ACMES)).contains(mine);
    assertThat(rows.main(ObjectKind.INSIGHT, "i")).contains(mine);
  }

  @Test
  void ofTwoWithTheSameIdOnlyTheFirstIsThere() {
    var first = added(insight("i", shared(List.of(), false)));

    var second = insight("i", shared(List.of("globex"), true));
    assertThat(rows.add(second, Optional.empty(), Optional.empty()).isWritten()).isFalse();

    assertThat(rows.main(ObjectKind.INSIGHT, "i")).contains(first);
    assertThat(seen("i", GLOBEXS)).isEmpty();
  }

  @Test
  void aHandlerIsWhereTheFirstOfItsIdWasThoughThatCameAndWentMeanwhile() {
    var onHosts = handler(Json.object().put("host", Json.object().build()).build());
    assertThat(rows.wasElsewhere("h", onHosts.fields())).isFalse();

    assertThat(delete(added(handler(Json.object().put("image", "a").build())))).isTrue();

    assertThat(rows.add(onHosts, Optional.empty(), Optional.empty()).isWritten()).isFalse();
    assertThat(rows.wasElsewhere("h", onHosts.fields())).isTrue();
    added(handler(Json.object().put("image", "b").build()));
  }

  @Test
  void nobodyComesToNameAPoolThatGoes() {
    var pool = pool("p");
    added(pool);
    var one = insight("i", Json.object().put("resourcePoolId", "p").build());

    // It was read before the other one named it, and goes: refused. And the other way round.
    assertThat(rows.add(one, Optional.empty(), Optional.of(pool)).isWritten()).isTrue();
    assertThat(delete(pool)).isFalse();
    var used = rows.main(ObjectKind.RESOURCE_POOL, "p").orElseThrow();
    assertThat(used.uses()).isEqualTo(1);
    rows.shut(one.id());
    assertThat(rows.delete(one, Optional.of(used)).isWritten()).isTrue();
    var free = rows.main(ObjectKind.RESOURCE_POOL, "p").orElseThrow();
    assertThat(delete(free)).isTrue();
    assertThat(rows.add(one, Optional.empty(), Optional.of(free)).isWritten()).isFalse();
    assertThat(rows.main(ObjectKind.INSIGHT, "i")).isEmpty();
  }

  @Test
  void knowsAfterATimeOutWhetherItIsDone() {
    var done = new ObjectRows(stack.failing(script(new ItemFault.TimedOutButDone())));
    var undone = new ObjectRows(stack.failing(script(new ItemFault.TimedOutAndNotDone())));
    var one = insight("i", shared(List.of(), false));
    var next = changed(one, shared(List.of(), true));

    assertThatThrownBy(() -> undone.add(one, Optional.empty(), Optional.empty()))
        .isInstanceOf(PortException.class);
    assertThat(done.add(one, Optional.empty(), Optional.empty()).isWritten()).isTrue();
    var replaced = new ObjectRows(stack.failing(script(new ItemFault.TimedOutButDone())));
    assertThat(replaced.replace(one, next, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
    var deleted = new ObjectRows(stack.failing(script(new ItemFault.TimedOutButDone())));
    rows.shut(next.id());
    assertThat(deleted.delete(next, Optional.empty()).isWritten()).isTrue();
    assertThat(rows.main(ObjectKind.INSIGHT, "i")).isEmpty();
  }

  @Test
  void deletesAnInsightOnlyWhileItsDoorsAreShut() {
    var one = added(insight("i", shared(List.of(), false)));

    assertThat(delete(one)).isFalse();
    rows.shut("i");
    assertThat(rows.open("i")).isTrue();
    assertThat(delete(one)).isFalse();
    rows.shut("i");
    assertThat(delete(one)).isTrue();

    assertThat(rows.open("i")).isFalse();
    assertThat(stack.items.transact(List.of(Doors.pass("i", Stack.agenda(1)).orElseThrow())))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void pagesThroughSeveralShelvesInOrderAndOnce() {
    var ids = IntStream.range(0, 25).mapToObj(i -> "i" + (i * 7) % 25).distinct().toList();
    var expected = new TreeSet<String>();
    for (String id : ids) {
      boolean isGlobal = id.hashCode() % 3 == 0;
      boolean isAcmes = id.hashCode() % 2 == 0;
      boolean isAllowed = id.hashCode() % 5 == 0;
      added(
          StoredObject.added(
              ObjectKind.INSIGHT,
              id,
              isAcmes ? Stack.ACME : Stack.GLOBEX,
              shared(isAllowed ? List.of("acme") : List.of(), isGlobal),
              stack.clock.instant()));
      if (isGlobal || isAcmes || isAllowed) {
        expected.add(id);
      }
    }
    assertThat(expected).hasSizeBetween(5, ids.size() - 2);

    for (int limit : List.of(1, 2, 7, 100)) {
      var listed = new ArrayList<String>();
      Optional<String> next = Optional.of("");
      while (next.isPresent()) {
        var page =
            rows.list(ObjectKind.INSIGHT, List.of(ACMES, Shelf.EVERYBODY), limit, next.get());
        assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
        page.objects().forEach(object -> listed.add(object.id()));
        next = page.next();
      }
      assertThat(listed).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aTokenStandsForOneThingForSevenDays() {
    var key = CreationTokens.keyOf(Stack.ACME, ObjectKind.INSIGHT, "k");
    var use = new CreationTokens.Use("i", "00");
    var now = stack.clock.instant();

    assertThat(stack.items.write(CreationTokens.take(key, use, now)).isWritten()).isTrue();
    assertThat(stack.items.write(CreationTokens.take(key, use, now)).isWritten()).isFalse();
    assertThat(stack.items.read(key).map(CreationTokens::useOf)).contains(use);
    var later = now.plus(ClientTokens.MEMORY).plusSeconds(1);
    assertThat(stack.items.write(CreationTokens.take(key, use, later)).isWritten()).isTrue();
    assertThat(key).isNotEqualTo(CreationTokens.keyOf(Stack.GLOBEX, ObjectKind.INSIGHT, "k"));
    assertThat(key).isNotEqualTo(CreationTokens.keyOf(Stack.ACME, ObjectKind.RESOURCE_POOL, "k"));
  }

  private static FaultScript script(ItemFault fault) {
    return new FaultScript().then(fault);
  }

  private Optional<StoredObject> seen(String id, Shelf shelf) {
    return rows.find(ObjectKind.INSIGHT, id, List.of(shelf));
  }

  private StoredObject added(StoredObject object) {
    assertThat(rows.add(object, Optional.empty(), Optional.empty()).isWritten()).isTrue();
    return object;
  }

  private boolean replace(StoredObject before, StoredObject after) {
    return rows.replace(before, after, Optional.empty(), Optional.empty()).isWritten();
  }

  private boolean delete(StoredObject object) {
    return rows.delete(object, Optional.empty()).isWritten();
  }

  private StoredObject changed(StoredObject object, Json.Obj fields) {
    return object.changed(object.owner(), fields, stack.clock.instant());
  }

  private StoredObject insight(String id, Json.Obj fields) {
    return StoredObject.added(ObjectKind.INSIGHT, id, Stack.ACME, fields, stack.clock.instant());
  }

  private StoredObject handler(Json.Obj fields) {
    return StoredObject.added(ObjectKind.HANDLER, "h", Stack.ACME, fields, stack.clock.instant());
  }

  private StoredObject pool(String id) {
    return StoredObject.added(
        ObjectKind.RESOURCE_POOL, id, new CustomerId("acme"), Json.EMPTY, stack.clock.instant());
  }

  private static Json.Obj shared(List<String> allowed, boolean isGlobal) {
    return Json.object()
        .put("allowedCustomerIds", Json.texts(allowed))
        .put("isGlobal", isGlobal)
        .build();
  }
}
