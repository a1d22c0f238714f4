package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.OnFailure;
import dev.fairlead.bench.faults.PlannedAgenda.Orders;
import dev.fairlead.bench.faults.PlannedAgenda.Policy;
import dev.fairlead.core.id.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random agendas: one to three customers, one to four agendas, two to ten operations each. Small
 * ones come more often: nearly all that ever broke needed few, and more seeds fit in the time.
 */
final class Workload {
  private static final List<CustomerId> CUSTOMERS =
      List.of(new CustomerId("acme"), new CustomerId("bolt"), new CustomerId("corn"));
  private static final List<OnFailure> POLICIES = List.of(OnFailure.values());

  /** An agenda's timeout, in seconds, that only faults could use up. */
  private static final int LOOSE = 3_600;

  /** Agendas of a seed: most of what goes wrong needs one, some of it several. */
  private static final List<Integer> COUNTS = List.of(1, 1, 1, 1, 1, 1, 1, 2, 2, 4);

  /** The same where they get in each other's way. */
  private static final List<Integer> SHARING_COUNTS = List.of(1, 2, 2, 3);

  /** The same where they share what there is. */
  private static final List<Integer> CROWDS = List.of(2, 2, 2, 2, 2, 3, 4);

  /** One more than the most operations of an agenda beyond the two that it has at least. */
  private static final int FURTHER = 9;

  private static final String INVENTORY = "shop";

  private static final List<Redo.Which> REDONE = List.of(Redo.Which.values());

  private final RandomGenerator chance;
  private final OperationDraws draws;

  Workload(RandomGenerator chance) {
    this.chance = chance;
    this.draws = new OperationDraws(chance);
  }

  static List<CustomerId> customers() {
    return CUSTOMERS;
  }

  List<PlannedAgenda> agendas() {
    boolean sharing = chance.nextInt(7) == 0;
    int customers = sharing ? 1 : 1 + chance.nextInt(CUSTOMERS.size());
    List<Integer> counts = sharing ? SHARING_COUNTS : COUNTS;
    int count = counts.get(chance.nextInt(counts.size()));
    var agendas = new ArrayList<PlannedAgenda>();
    for (int i = 0; i < count; i++) {
      CustomerId customer = CUSTOMERS.get(chance.nextInt(customers));
      agendas.add(agenda(customer, "token-" + i, sharing && chance.nextInt(6) > 0));
    }
    return agendas;
  }

  /** Small ones, and so many that they get in each other's way. */
  List<PlannedAgenda> crowd() {
    int customers = 1 + chance.nextInt(CUSTOMERS.size());
    var agendas = new ArrayList<PlannedAgenda>();
    for (int i = CROWDS.get(chance.nextInt(CROWDS.size())); i > 0; i--) {
      CustomerId customer = CUSTOMERS.get(chance.nextInt(customers));
      agendas.add(agenda(customer, "token-" + agendas.size(), false, 2 + chance.nextInt(4)));
    }
    return agendas;
  }

  /**
   * One agenda that nothing outside of it stops or loses.
   *
   * @param most operations, 2 and up
   */
  PlannedAgenda undisturbed(int most) {
    int count = 2 + chance.nextInt(most - 1);
    Map<String, PlannedOperation> operations =
        draws.operations(new OperationDraws.Wanted(count, chance.nextInt(4) > 0, 6, false, false));
    return new PlannedAgenda(
        CUSTOMERS.getFirst(),
        "token-0",
        new Policy(onFailure(), 0, 0, attempts()),
        Optional.empty(),
        Orders.NONE,
        false,
        List.of(),
        operations);
  }

  private PlannedAgenda agenda(CustomerId customer, String token, boolean sharing) {
    int further = Math.min(chance.nextInt(FURTHER), chance.nextInt(FURTHER));
    return agenda(customer, token, sharing, 2 + further);
  }

  private PlannedAgenda agenda(CustomerId customer, String token, boolean sharing, int count) {
    boolean mayFail = chance.nextInt(3) == 0;
    Map<String, PlannedOperation> operations =
        draws.operations(new OperationDraws.Wanted(count, mayFail, count + 2, true, sharing));
    int timeout = 0;
    if (chance.nextInt(6) == 0) {
      timeout = chance.nextInt(3) == 0 ? LOOSE : 2 + chance.nextInt(40);
    }
    Orders orders = orders();
    if (chance.nextInt(8) == 0) {
      boolean limited = draws.addEndless(operations);
      if (!limited && (timeout == 0 || timeout == LOOSE)) {
        orders = new Orders(-1, -1, chance.nextInt(60_000), true);
      }
    }
    int deadline = chance.nextInt(8) == 0 ? 1 + chance.nextInt(30) : 0;
    boolean isLeftAlone = !orders.pauses() && !orders.cancels();
    boolean isHeld =
        chance.nextInt(14) == 0 && !orders.pauses() && (isLeftAlone || orders.insists());
    var redos = new ArrayList<Redo>();
    if (isHeld && isLeftAlone) {
      redos.add(new Redo(Redo.Which.ALL, "", Redo.Then.RELEASE));
    }
    if (isLeftAlone && chance.nextInt(4) == 0) {
      redos.addAll(redos(operations));
    }
    return new PlannedAgenda(
        customer,
        token,
        new Policy(onFailure(), timeout, deadline, attempts()),
        Optional.of(INVENTORY).filter(_ -> sharing),
        orders,
        isHeld,
        redos,
        operations);
  }

  private OnFailure onFailure() {
    return POLICIES.get(chance.nextInt(POLICIES.size()));
  }

  private int attempts() {
    return chance.nextInt(5) == 0 ? 2 + chance.nextInt(2) : 1;
  }

  private List<Redo> redos(Map<String, PlannedOperation> operations) {
    List<PlannedOperation> main =
        operations.values().stream().filter(operation -> !operation.isFinal()).toList();
    var redos = new ArrayList<Redo>();
    for (int i = 0; i <= chance.nextInt(2); i++) {
      Redo.Which which = REDONE.get(chance.nextInt(REDONE.size()));
      boolean from = which == Redo.Which.FROM;
      boolean holds = chance.nextInt(5) == 0;
      redos.add(
          new Redo(
              which,
              from ? main.get(chance.nextInt(main.size())).name() : "",
              holds ? Redo.Then.HOLD : Redo.Then.RUN));
      if (holds) {
        redos.add(new Redo(Redo.Which.UNFINISHED, "", Redo.Then.RUN));
      }
    }
    return redos;
  }

  private Orders orders() {
    int pause = chance.nextInt(6) == 0 ? chance.nextInt(8_000) : -1;
    int cancel = chance.nextInt(6) == 0 ? chance.nextInt(12_000) : -1;
    return new Orders(pause, chance.nextInt(30_000), cancel, chance.nextBoolean());
  }
}
