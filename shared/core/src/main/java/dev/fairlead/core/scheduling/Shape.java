package dev.fairlead.core.scheduling;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.OperationSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what an agenda's duration is guessed: agendas of one shape are taken to be alike.
 *
 * @param type the type of which it has most operations; of several, the first by name
 * @param size the logarithm to base 2, rounded down, of how many operations it has
 */
public record Shape(String type, int size) {
  /** The shape of a document. */
  public static Shape of(AgendaDocument document) {
    var counts = new TreeMap<String, Integer>();
    for (OperationSpec operation : document.operations()) {
      counts.merge(operation.type(), 1, Integer::sum);
    }
    // Of equal counts, max takes the first it meets: the smallest name.
    String most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    int operations = document.operations().size();
    return new Shape(most, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(operations));
  }

  /** {@code type/size}, as it is stored. */
  @Override
  public String toString() {
    return type + "/" + size;
  }
}
