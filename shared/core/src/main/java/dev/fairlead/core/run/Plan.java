package dev.fairlead.core.run;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.OperationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is fixed about an agenda while it runs.
 *
 * @param handlings how to treat operations of a type
 */
public record Plan(
    AgendaDocument document,
    AgendaGraph graph,
    Map<String, OperationSpec> operations,
    Function<String, Handling> handlings) {

  public static Plan of(AgendaDocument document, Function<String, Handling> handlings) {
    var byName = new LinkedHashMap<String, OperationSpec>();
    document.operations().forEach(operation -> byName.put(operation.name(), operation));
    return new Plan(document, AgendaGraph.of(document), byName, handlings);
  }

  OperationSpec operation(String name) {
    OperationSpec operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  Handling handling(String name) {
    return handlings.apply(operation(name).type());
  }
}
