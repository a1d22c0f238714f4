package dev.fairlead.core.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From which blueprints a lease can be served, or why from none.
 *
 * @param refusal there if there is none
 */
record Candidates(List<Blueprint> usable, Optional<Decision> refusal) {
  static Candidates of(Supply supply, Demand demand) {
    var request = demand.lease().request();
    var fitting = new ArrayList<Blueprint>();
    for (Blueprint each : supply.blueprints().values()) {
      boolean isVisible =
          demand.usable().contains(each.id()) || demand.unauthorized().contains(each.id());
      if (isVisible && isSelected(each, request) && canEver(supply, each, request)) {
        fitting.add(each);
      }
    }
    var agreed = fitting.stream().filter(each -> demand.usable().contains(each.id())).toList();
    var open = agreed.stream().filter(each -> !each.terms().isDisabled()).toList();
    if (fitting.isEmpty()) {
      return none(
          new Decision.Break(
              "No blueprint that "
                  + request.customer()
                  + " may see makes a "
                  + request.type()
                  + " that could serve this."));
    }
    if (agreed.isEmpty()) {
      return none(
          waits(
              "no-authorizations",
              "The owner of " + names(fitting) + " has not agreed that this may be used."));
    }
    if (open.isEmpty()) {
      return none(waits("blueprints-disabled", names(agreed) + " is disabled."));
    }
    return new Candidates(open, Optional.empty());
  }

  static Resource.Origin origin(Blueprint blueprint, Lease builtFor) {
    return new Resource.Origin(
        blueprint.id(),
        blueprint.owner(),
        blueprint.type(),
        builtFor.request().type(),
        Optional.of(builtFor.id()));
  }

  static String names(List<Blueprint> blueprints) {
    return String.join(", ", blueprints.stream().map(Blueprint::id).toList());
  }

  static Decision waits(String code, String sentence) {
    return new Decision.Wait(new Lease.Why(code, sentence));
  }

  private static Candidates none(Decision refusal) {
    return new Candidates(List.of(), Optional.of(refusal));
  }

  private static boolean isSelected(Blueprint blueprint, LeaseRequest request) {
    var selection = request.selection();
    return (selection.blueprints().isEmpty() || selection.blueprints().contains(blueprint.id()))
        && (selection.pool().isEmpty() || selection.pool().equals(blueprint.pool()));
  }

  private static boolean canEver(Supply supply, Blueprint blueprint, LeaseRequest request) {
    var driver = supply.drivers().get(blueprint.type());
    return driver != null && driver.canEver(blueprint, request);
  }
}
