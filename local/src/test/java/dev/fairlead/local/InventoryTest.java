package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What agendas with verbs make of their inventory, whatever happens meanwhile. */
class InventoryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HomeStack home = new HomeStack();

  /** Such as {@code create a=1}, {@code delete b after 5}, {@code update c=2 fails}. */
  private static String agenda(String... operations) {
    var all = new ArrayList<String>();
    for (int i = 0; i < operations.length; i++) {
      var words = operations[i].split(" ", -1);
      var id = words[1].split("=", -1)[0];
      var value = words[1].contains("=") ? words[1].split("=", -1)[1] : "null";
      var seconds = operations[i].contains("after") ? words[3] : "0";
      var fails = operations[i].endsWith("fails") ? ",'fail':'no'" : "";
      all.add(
          ("{'name':'op%d %s','type':'simulate','verb':'%s','component':'vm','provider':'aws',"
                  + "'componentId':'%s','payload':{'seconds':%s,'result':%s%s}}")
              .formatted(
                  i,
                  id,
                  words[0],
                  id,
                  seconds,
                  words[0].equals("find") ? value : "{'id':'" + id + "','v':" + value + "}",
                  fails));
    }
    return "{'inventory':'shop','operations':[%s]}"
        .formatted(String.join(",", all))
        .replace('\'', '"');
  }

  private String submit(String... operations) {
    var answer = home.submit("acme", agenda(operations));
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    home.settle();
    return answer.text("id");
  }

  private HomeStack.Answer run(String id) {
    return home.get("acme", "/v1/agendas/" + id);
  }

  private Optional<Json> at(String id, String pointer) {
    return JsonPointer.parse(pointer).orElseThrow().find(run(id).json());
  }

  /** Values by id. */
  private Map<String, String> components() {
    var found = new TreeMap<String, String>();
    for (var one : home.get("acme", "/v1/inventories/shop").items("components")) {
      var value = (Json.Obj) one.field("value").orElseThrow();
      found.put(
          one.text("id").orElseThrow(),
          value.field("v").map(v -> ((Json.Num) v).value().toPlainString()).orElse("-"));
    }
    return found;
  }

  private String holder() {
    return home.get("acme", "/v1/inventories/shop").text("holder");
  }

  private List<String> events(String id, String type) {
    return home.get("acme", "/v1/agendas/" + id + "/events?limit=200").items("events").stream()
        .filter(event -> event.text("type").equals(Optional.of(type)))
        .map(event -> event.text("message").orElse(""))
        .toList();
  }

  @Test
  void createsUpdatesReplacesAndDeletesByVerb() {
    submit("create a=1", "create b=1", "create c=1");
    assertThat(components()).isEqualTo(Map.of("a", "1", "b", "1", "c", "1"));

    submit("update a=2", "get b=3", "delete c=9", "run d=4");

    assertThat(components()).isEqualTo(Map.of("a", "2", "b", "3"));
    var a = home.get("acme", "/v1/inventories/shop").items("components").getFirst();
    assertThat(a.text("component")).contains("vm");
    assertThat(a.text("provider")).contains("aws");
    assertThat(a.text("operation")).contains("op0 a");
    assertThat(holder()).isEmpty();
    assertThat(home.get("acme", "/v1/inventories").items("inventories"))
        .extracting(one -> one.text("name").orElse(""))
        .containsExactly("shop");
  }

  @Test
  void leavesTheInventoryAsItIsWhenAnOperationFailsOrMeansNothingThere() {
    submit("create a=1");

    String id = submit("update a=2 fails", "update x=1", "delete y=1");

    assertThat(components()).isEqualTo(Map.of("a", "1"));
    assertThat(run(id).text("outcome")).isEqualTo("failed");
    assertThat(events(id, "inventory.changed")).isEmpty();
  }

  @Test
  void refusesToMakeWhatIsThere() {
    submit("create a=1");

    String other = submit("create a=2");
    String twice = submit("create b=1", "create b=2");

    assertThat(run(other).text("outcome")).isEqualTo("failed");
    assertThat(at(other, "/operations/0/diagnostic/message"))
        .contains(Json.of("Already in the inventory: a."));
    assertThat(at(twice, "/operations/0/outcome")).contains(Json.of("succeeded"));
    assertThat(at(twice, "/operations/1/diagnostic/code")).contains(Json.of("inventory"));
    assertThat(components()).isEqualTo(Map.of("a", "1", "b", "1"));
  }

  @Test
  void replacesWhatTheSameOperationMadeBefore() {
    String id = submit("create a=1", "update a=5 after 1");
    home.pass(SECOND, 5);
    assertThat(components()).isEqualTo(Map.of("a", "5"));

    var answer = home.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\"}");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    home.pass(SECOND, 10);

    assertThat(run(id).text("outcome")).isEqualTo("succeeded");
    assertThat(components()).isEqualTo(Map.of("a", "5"));
    assertThat(holder()).isEmpty();
  }

  @Test
  @Tag("S7")
  void addsAllThatWasFoundOrNothing() {
    submit("find q={'components':[{'_component_id':'found-0','v':1},{'id':'found-1','v':2}]}");
    assertThat(components()).isEqualTo(Map.of("found-0", "1", "found-1", "2"));

    String doubles = submit("find q={'components':[{'id':'new','v':1},{'id':'found-1','v':3}]}");
    String twice = submit("find q={'components':[{'id':'new','v':1},{'id':'new','v':3}]}");
    String nameless = submit("find q={'components':[{'id':'new','v':1},{'v':3}]}");
    String none = submit("find q={'rows':[]}");

    assertThat(components()).isEqualTo(Map.of("found-0", "1", "found-1", "2"));
    assertThat(
            List.of(doubles, twice, nameless, none).stream()
                .map(id -> at(id, "/operations/0/diagnostic/message").orElseThrow()))
        .containsExactly(
            Json.of("Already in the inventory: found-1."),
            Json.of("Already in the inventory: new."),
            Json.of("Component 1 has no id: a text, _component_id or id."),
            Json.of("What it found is to be a list, components."));
  }

  @Test
  void putsMoreThanOneWriteTakesInPagesThatGoOn() {
    var many =
        IntStream.range(0, 130)
            .mapToObj(i -> "{'id':'c%03d','v':%d}".formatted(i, i))
            .collect(Collectors.joining(","));

    submit("find q={'components':[" + many + "]}");

    var first = home.get("acme", "/v1/inventories/shop?limit=100");
    assertThat(first.items("components")).hasSize(100);
    assertThat(
            home.get("acme", "/v1/inventories/shop?limit=100&after=" + first.text("next"))
                .items("components"))
        .hasSize(30)
        .first()
        .satisfies(one -> assertThat(one.text("id")).contains("c100"));
  }

  @Test
  void takesNoComponentThatIsTooLarge() {
    String id = submit("create a='" + "x".repeat(70_000) + "'");

    assertThat(at(id, "/operations/0/diagnostic/code")).contains(Json.of("inventory"));
    assertThat(components()).isEmpty();
    submit("create b='" + "x".repeat(20_000) + "'");
    assertThat(home.get("acme", "/v1/inventories/shop").items("components")).hasSize(1);
  }

  @Test
  void letsOneAgendaAtATimeHaveItAndSaysWhoWaits() {
    String first = submit("create a=1 after 100");
    String second = submit("update a=2");
    String third = submit("create b=3");

    assertThat(holder()).isEqualTo(first);
    assertThat(at(first, "/inventory/standing")).contains(Json.of("held"));
    assertThat(at(second, "/inventory/standing")).contains(Json.of("awaited"));
    assertThat(at(second, "/inventory/holder")).contains(Json.of(first));
    assertThat(at(second, "/operations/0/state")).contains(Json.of("WAITING"));
    assertThat(events(second, "inventory.awaited"))
        .containsExactly("It waits for its inventory, which agenda " + first + " has.");

    home.pass(SECOND, 200);

    assertThat(run(second).text("outcome")).isEqualTo("succeeded");
    assertThat(run(third).text("outcome")).isEqualTo("succeeded");
    assertThat(components()).isEqualTo(Map.of("a", "2", "b", "3"));
    assertThat(events(second, "inventory.locked")).hasSize(1);
    assertThat(holder()).isEmpty();
  }

  @Test
  void tellsThoseThatWaitAtOnceWhenItIsFree() {
    String first = submit("create a=1 after 100");
    String second = submit("update a=2");

    home.post("acme", "/v1/agendas/" + first + "/cancel", "");
    home.settle();

    assertThat(run(first).text("outcome")).isEqualTo("cancelled");
    assertThat(run(second).text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void endsWithoutItWhenItIsCancelledWhileItWaits() {
    String first = submit("create a=1 after 100");
    String second = submit("update a=2");

    home.post("acme", "/v1/agendas/" + second + "/cancel", "");
    home.settle();

    assertThat(run(second).text("outcome")).isEqualTo("cancelled");
    assertThat(holder()).isEqualTo(first);
    home.pass(SECOND, 150);
    assertThat(components()).isEqualTo(Map.of("a", "1"));
    assertThat(holder()).isEmpty();
  }

  @Test
  void keepsInventoriesOfOtherCustomersApart() {
    submit("create a=1");

    assertThat(home.get("initech", "/v1/inventories/shop").status()).isEqualTo(404);
    assertThat(home.get("initech", "/v1/inventories").items("inventories")).isEmpty();
    home.submit("initech", agenda("create a=7"));
    home.settle();
    assertThat(components()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  @Tag("S11")
  void mendsItselfWhereverItCrashes() {
    int calls = 0;
    for (int call = 0; call <= calls; call++) {
      for (var crash :
          List.of(new PortCalls().crashBefore(call), new PortCalls().crashAfter(call))) {
        calls = Math.max(calls, crashed(crash));
      }
    }
    assertThat(calls).isGreaterThan(40);
  }

  /** How many calls there were until the crash, or until there was nothing more to do. */
  private static int crashed(PortCalls crash) {
    var test = new InventoryTest();
    test.submit("create old=1", "create gone=1");
    test.home.restartedOver(crash.of(test.home.ports));
    String id = "";
    String waiting = "";
    try {
      id = test.submit("create a=1", "update old=2", "delete gone=1", "create b=1 after 2");
      waiting = test.submit("update b=7");
      test.home.pass(SECOND, 5);
    } catch (Crash expected) {
      // On with whatever is left.
    }
    int calls = crash.seen().size();
    test.home.restartedOver(test.home.ports);
    test.home.pass(Duration.ofSeconds(30), 12);
    var agendas = test.home.get("acme", "/v1/agendas").items("agendas");
    for (var agenda : agendas) {
      String one = agenda.text("id").orElseThrow();
      assertThat(test.run(one).text("state")).as("%s", crash.seen()).isEqualTo("COMPLETE");
      assertThat(test.events(one, "agenda.completed")).hasSize(1);
    }
    assertThat(test.holder()).isEmpty();
    if (!id.isEmpty() && !waiting.isEmpty()) {
      assertThat(test.components()).isEqualTo(Map.of("a", "1", "old", "2", "b", "7"));
    } else if (agendas.size() == 2) {
      assertThat(test.components()).isEqualTo(Map.of("a", "1", "old", "2", "b", "1"));
    }
    return calls;
  }

  @Test
  void goesOnWhenAWriteWasDoneAndNotAnswered() {
    for (int call = 0; call < 60; call++) {
      var test = new InventoryTest();
      var script = new FaultScript();
      IntStream.range(0, call).forEach(_ -> script.then(new ItemFault.None()));
      script.then(new ItemFault.TimedOutButDone());
      var ports = test.home.ports;
      test.home.submit("acme", agenda("create a=1", "create b=1 after 2"));
      test.home.restartedOver(
          new Ports(
              new FaultyItemStore(ports.items(), script),
              ports.queues(),
              ports.blobs(),
              ports.secrets()));
      test.passWhateverIsNotAnswered();
      assertThat(test.components()).as("call %s", call).isEqualTo(Map.of("a", "1", "b", "1"));
      assertThat(test.holder()).isEmpty();
    }
  }

  private void passWhateverIsNotAnswered() {
    home.settle();
    for (int i = 0; i < 12; i++) {
      try {
        home.pass(Duration.ofSeconds(30), 1);
      } catch (PortException unanswered) {
        // A schedule that failed comes again.
      }
    }
  }
}
