package dev.fairlead.cli;

import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import java.util.List;
import java.util.Optional;

/** How a kind of objects is called and shown, and which routes are its. */
record ObjectWords(
    ObjectKind kind,
    String command,
    String description,
    Parameter id,
    ObjectRoute create,
    ObjectRoute list,
    ObjectRoute get,
    ObjectRoute update,
    ObjectRoute delete,
    List<String> columns) {
  ObjectWords {
    columns = List.copyOf(columns);
  }

  static ObjectWords of(ObjectKind kind) {
    return switch (kind) {
      case CUSTOMER ->
          new ObjectWords(
              kind,
              "customer",
              "Keeps the customers: who they are, and which pool works for them.",
              Parameter.CUSTOMER_ID,
              ObjectRoute.CREATE_CUSTOMER,
              ObjectRoute.LIST_CUSTOMERS,
              ObjectRoute.GET_CUSTOMER,
              ObjectRoute.UPDATE_CUSTOMER,
              ObjectRoute.DELETE_CUSTOMER,
              List.of("id", "title", "billingCode", "resourcePoolId", "weight"));
      case INSIGHT ->
          new ObjectWords(
              kind,
              "insight",
              "Keeps insights: the scheduling queues, and which agendas each takes.",
              Parameter.INSIGHT_ID,
              ObjectRoute.CREATE_INSIGHT,
              ObjectRoute.LIST_INSIGHTS,
              ObjectRoute.GET_INSIGHT,
              ObjectRoute.UPDATE_INSIGHT,
              ObjectRoute.DELETE_INSIGHT,
              List.of(
                  "id",
                  "title",
                  "customerId",
                  "resourcePoolId",
                  "rank",
                  "algorithm",
                  "queueSize",
                  "state"));
      case BLUEPRINT ->
          new ObjectWords(
              kind,
              "blueprint",
              "Keeps blueprints: the recipes for resources that can be leased.",
              Parameter.BLUEPRINT_ID,
              ObjectRoute.CREATE_BLUEPRINT,
              ObjectRoute.LIST_BLUEPRINTS,
              ObjectRoute.GET_BLUEPRINT,
              ObjectRoute.UPDATE_BLUEPRINT,
              ObjectRoute.DELETE_BLUEPRINT,
              List.of("id", "title", "customerId", "type", "limit", "strategy", "isDisabled"));
      case RESOURCE_POOL ->
          new ObjectWords(
              kind,
              "pool",
              "Keeps resource pools: the sites where agendas run.",
              Parameter.RESOURCE_POOL_ID,
              ObjectRoute.CREATE_RESOURCE_POOL,
              ObjectRoute.LIST_RESOURCE_POOLS,
              ObjectRoute.GET_RESOURCE_POOL,
              ObjectRoute.UPDATE_RESOURCE_POOL,
              ObjectRoute.DELETE_RESOURCE_POOL,
              List.of("id", "title", "customerId", "updatedAt", "state"));
      case HANDLER ->
          new ObjectWords(
              kind,
              "handler",
              "Keeps handlers: operation types that are done in pods.",
              Parameter.HANDLER_ID,
              ObjectRoute.CREATE_HANDLER,
              ObjectRoute.LIST_HANDLERS,
              ObjectRoute.GET_HANDLER,
              ObjectRoute.UPDATE_HANDLER,
              ObjectRoute.DELETE_HANDLER,
              List.of("id", "title", "customerId", "image", "updatedAt"));
    };
  }

  /** The route that holds, drains or releases one; customers and handlers have none. */
  Optional<ObjectRoute> halting(Halting verb) {
    return switch (kind) {
      case CUSTOMER, HANDLER, BLUEPRINT -> Optional.empty();
      case INSIGHT ->
          Optional.of(
              switch (verb) {
                case HOLD -> ObjectRoute.HOLD_INSIGHT;
                case DRAIN -> ObjectRoute.DRAIN_INSIGHT;
                case RELEASE -> ObjectRoute.RELEASE_INSIGHT;
              });
      case RESOURCE_POOL ->
          Optional.of(
              switch (verb) {
                case HOLD -> ObjectRoute.HOLD_RESOURCE_POOL;
                case DRAIN -> ObjectRoute.DRAIN_RESOURCE_POOL;
                case RELEASE -> ObjectRoute.RELEASE_RESOURCE_POOL;
              });
    };
  }

  /** What stops one, or lets it go on. */
  enum Halting {
    HOLD,
    DRAIN,
    RELEASE
  }

  /** A list for people. */
  List<String> table(List<Json.Obj> objects, int width, Style style) {
    if (objects.isEmpty()) {
      return List.of("None. Make one with: fairlead " + command + " create " + most());
    }
    var table = new Table(columns.stream().map(ObjectWords::head).toArray(String[]::new));
    for (Json.Obj object : objects) {
      table.add(
          columns.stream()
              .map(name -> Table.Cell.of(object.field(name).map(ObjectLines::text).orElse("-")))
              .toArray(Table.Cell[]::new));
    }
    return table.lines(width, style);
  }

  /** What there has to be of one. */
  private String most() {
    return kind == ObjectKind.HANDLER
        ? "--set id=TYPE --set title=TITLE --set image=IMAGE"
        : "--set title=TITLE";
  }

  private static String head(String field) {
    return switch (field) {
      case "id" -> "ID";
      case "title" -> "TITLE";
      case "billingCode" -> "BILLING";
      case "customerId" -> "OWNER";
      case "resourcePoolId" -> "POOL";
      case "queueSize" -> "QUEUE SIZE";
      case "rank" -> "RANK";
      case "type" -> "DRIVER";
      case "limit" -> "LIMIT";
      case "strategy" -> "STRATEGY";
      case "isDisabled" -> "DISABLED";
      case "algorithm" -> "ALGORITHM";
      case "weight" -> "WEIGHT";
      case "image" -> "IMAGE";
      case "updatedAt" -> "CHANGED";
      case "state" -> "STATE";
      default -> throw new IllegalArgumentException(field);
    };
  }
}
