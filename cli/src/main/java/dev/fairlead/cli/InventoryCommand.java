package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead inventory}: {@code ls}, {@code show}. */
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    description = "Shows what agendas with verbs have made.")
final class InventoryCommand {
  private static final String PAGE = "200";

  private final Fairlead fairlead;

  InventoryCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists your inventories, and which agenda has each.")
  int list(@Mixin ServerOptions server, @Mixin OutputOptions output) {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var all = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      do {
        var values = new EnumMap<Parameter, String>(Map.of(Parameter.LIMIT, PAGE));
        next.ifPresent(name -> values.put(Parameter.AFTER_INVENTORY, name));
        var page = api.ask(Route.Progress.LIST_INVENTORIES, values);
        all.addAll(AgendaView.items(page, "inventories"));
        next = page.text("next");
      } while (next.isPresent());
      var answer = Json.object().put("inventories", Json.array(all)).build();
      var out = surroundings.out();
      output.write(out, answer, () -> inventories(answer, out));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> inventories(Json.Obj answer, Screen out) {
    var inventories = AgendaView.items(answer, "inventories");
    if (inventories.isEmpty()) {
      return List.of("No inventories yet. An agenda makes one that it names: inventory: shop");
    }
    var table = new Table("NAME", "CHANGED", "HELD BY");
    for (var inventory : inventories) {
      table.add(
          Table.Cell.of(inventory.text("name").orElse("")),
          Table.Cell.of(inventory.text("changedAt").orElse("")),
          Table.Cell.of(inventory.text("holder").orElse("-")));
    }
    return table.lines(out.size().get().columns(), fairlead.style(out));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the components in an inventory; -o json with what each is.")
  int show(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "NAME", description = "Name of the inventory.") String name) {
    if (InventoryName.of(name).isEmpty()) {
      throw new CliException(
          ExitCode.INVALID,
          "'"
              + name
              + "' is no inventory's name: 1 to 64 letters, digits, dots, underscores and"
              + " dashes, a letter or digit first.");
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var components = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      Json.Obj first = Json.EMPTY;
      do {
        var values =
            new EnumMap<Parameter, String>(
                Map.of(Parameter.INVENTORY_NAME, name, Parameter.LIMIT, PAGE));
        next.ifPresent(id -> values.put(Parameter.AFTER_COMPONENT, id));
        var page = api.ask(Route.Progress.GET_INVENTORY, values);
        first = components.isEmpty() ? page : first;
        components.addAll(AgendaView.items(page, "components"));
        next = page.text("next");
      } while (next.isPresent());
      var answer =
          Json.object()
              .put("name", first.text("name").orElse(name))
              .putText("holder", first.text("holder"))
              .putText("changedAt", first.text("changedAt"))
              .put("components", Json.array(components))
              .build();
      var out = surroundings.out();
      output.write(out, answer, () -> components(answer, out));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> components(Json.Obj answer, Screen out) {
    var components = AgendaView.items(answer, "components");
    var lines = new ArrayList<String>();
    lines.add(
        "Inventory "
            + Text.line(answer.text("name").orElse(""))
            + ", "
            + (components.size() == 1 ? "1 component" : components.size() + " components")
            + answer
                .text("holder")
                .map(holder -> ", held by agenda " + Text.line(holder))
                .orElse(""));
    if (components.isEmpty()) {
      return lines;
    }
    var table = new Table("ID", "COMPONENT", "PROVIDER", "OPERATION", "CHANGED");
    for (var component : components) {
      table.add(
          Table.Cell.of(component.text("id").orElse("")),
          Table.Cell.of(component.text("component").orElse("")),
          Table.Cell.of(component.text("provider").orElse("")),
          Table.Cell.of(component.text("operation").orElse("")),
          Table.Cell.of(component.text("changedAt").orElse("")));
    }
    lines.addAll(table.lines(out.size().get().columns(), fairlead.style(out)));
    return lines;
  }
}
