package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.Node;
import dev.fairlead.bench.faults.PlannedAgenda.Ref;
import dev.fairlead.core.id.CustomerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random agendas: one to three customers, one to four agendas, two to twelve operations each. */
final class Workload {
  private static final List<CustomerId> CUSTOMERS =
      List.of(new CustomerId("acme"), new CustomerId("bolt"), new CustomerId("corn"));
  private static final List<String> TYPES =
      List.of(
          "log",
          "log",
          "simulate",
          "simulate",
          "wait",
          "shell",
          "shell",
          "shell",
          "wordcount",
          "wordcount");

  /** More than a journal entry or a header holds. */
  private static final int BIG = 9_000;

  /** Results that take in results that take in results must not explode. */
  private static final int MAX_TAKEN_IN = 20_000;

  private final RandomGenerator chance;

  Workload(RandomGenerator chance) {
    this.chance = chance;
  }

  static List<CustomerId> customers() {
    return CUSTOMERS;
  }

  List<PlannedAgenda> agendas() {
    int customers = 1 + chance.nextInt(CUSTOMERS.size());
    int count = 1 + chance.nextInt(4);
    var agendas = new ArrayList<PlannedAgenda>();
    for (int i = 0; i < count; i++) {
      CustomerId customer = CUSTOMERS.get(chance.nextInt(customers));
      agendas.add(new PlannedAgenda(customer, "token-" + i, nodes()));
    }
    return agendas;
  }

  private Map<String, Node> nodes() {
    int count = 2 + chance.nextInt(11);
    boolean mayFail = chance.nextInt(3) == 0;
    var nodes = new LinkedHashMap<String, Node>();
    var sizes = new HashMap<String, Integer>();
    for (int i = 0; i < count; i++) {
      Node node = node("op" + i, List.copyOf(nodes.values()), sizes, mayFail);
      nodes.put(node.name(), node);
      int takenIn =
          node.refs().stream()
              .filter(Ref::whole)
              .mapToInt(ref -> sizes.getOrDefault(ref.operation(), 0))
              .sum();
      sizes.put(node.name(), 100 + node.padding() + takenIn);
    }
    return nodes;
  }

  private Node node(String name, List<Node> before, Map<String, Integer> sizes, boolean mayFail) {
    String type = TYPES.get(chance.nextInt(TYPES.size()));
    var waitsFor = new ArrayList<String>();
    var refs = new ArrayList<Ref>();
    int taken = 0;
    for (Node earlier : before) {
      if (chance.nextInt(before.size() + 2) > 1) {
        continue;
      }
      boolean small = taken + sizes.getOrDefault(earlier.name(), 0) < MAX_TAKEN_IN;
      boolean whole = !type.equals("log") && small && chance.nextBoolean();
      if (!type.equals("wait") && chance.nextBoolean() && (whole || earlier.hasNamedResult())) {
        refs.add(new Ref(earlier.name(), whole));
        taken += whole ? sizes.getOrDefault(earlier.name(), 0) : 0;
      } else {
        waitsFor.add(earlier.name());
      }
    }
    boolean remote = type.equals("shell") || type.equals("wordcount");
    int maxAttempts = chance.nextInt(3) == 0 ? 2 + chance.nextInt(3) : 1;
    boolean forGood = mayFail && chance.nextInt(5) == 0;
    boolean unresolvable = forGood && remote && !refs.isEmpty() && chance.nextBoolean();
    int failing = 0;
    if (forGood && !type.equals("wait")) {
      failing = PlannedAgenda.ALWAYS;
    } else if (remote && maxAttempts > 1 && chance.nextBoolean()) {
      failing = 1 + chance.nextInt(maxAttempts - 1);
    }
    return new Node(
        name, type, waitsFor, refs, failing, unresolvable, maxAttempts, millis(type), padding());
  }

  private int millis(String type) {
    return switch (type) {
      case "log" -> 0;
      case "wait", "simulate" -> 1000 * chance.nextInt(5);
      default -> chance.nextInt(8) == 0 ? 25_000 : chance.nextInt(3_000);
    };
  }

  private int padding() {
    return chance.nextInt(10) == 0 ? BIG : chance.nextInt(40);
  }
}
