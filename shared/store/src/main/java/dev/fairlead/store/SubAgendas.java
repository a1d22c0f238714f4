package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.SubAgendaRules;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.math.BigInteger;
import java.util.Map;

/**
 * Agendas that do an operation of another. What one is called follows from whose attempt it is, so
 * that whoever submits it once more submits the same; and a row beside the parent's journal is
 * written by whoever comes first: its submit, or the end of the attempt, after which there will be
 * none.
 */
public final class SubAgendas {
  /** The operation type that they do. */
  public static final String TYPE = SubAgendaRules.TYPE;

  /** Agendas around an agenda. */
  public static final int MAX_DEPTH = SubAgendaRules.MAX_DEPTH;

  private static final int TIME_DIGITS = 10;
  private static final int HASH_DIGITS = 16;
  private static final int HASH_HEX_DIGITS = 20;
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

  private SubAgendas() {}

  /**
   * The sub-agenda of an attempt: as old as its parent by its id, so that both are listed side by
   * side; the rest is a hash of 80 bits.
   */
  public static AgendaKey of(OperationKey operation, int attempt) {
    var hash =
        new BigInteger(Sha256.hex(operation + "/" + attempt).substring(0, HASH_HEX_DIGITS), 16);
    var id = new StringBuilder(operation.agenda().agenda().value().substring(0, TIME_DIGITS));
    for (int i = HASH_DIGITS - 1; i >= 0; i--) {
      id.append(CROCKFORD.charAt(hash.shiftRight(5 * i).intValue() & 31));
    }
    return new AgendaKey(operation.agenda().customer(), new AgendaId(id.toString()));
  }

  /** Decides whether there will be one; refused once that is decided. */
  public static Write decide(AgendaKey parent, AgendaKey child) {
    return Write.put(
        Format.item(
            new Key(TableSpec.AGENDAS.tableName(), parent.toString(), "child/" + child.agenda()),
            Map.of()),
        Condition.absent());
  }
}
