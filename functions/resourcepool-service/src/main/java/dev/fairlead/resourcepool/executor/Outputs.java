package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.Sha256;
import dev.fairlead.wire.JsonText;
import java.util.List;

/** Results of operations: small ones in the journal, large ones in the blob store. */
public final class Outputs {
  private final BlobStore blobs;

  public Outputs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** Where a result belongs. Pure. */
  static Output place(Json result) {
    byte[] text = JsonText.canonical(result);
    return text.length <= Output.INLINE_BYTES
        ? new Output.Inline(result)
        : new Output.Spilled(Sha256.hex(text), text.length);
  }

  /** Puts the large results of reports where {@link #place} says they are. */
  void spill(AgendaKey agenda, List<Report> reports) {
    for (Report report : reports) {
      if (report instanceof Report.Ended ended
          && ended.ending() instanceof Ending.Succeeded(Json result)
          && place(result) instanceof Output.Spilled) {
        blobs.put(agenda.customer().value(), JsonText.canonical(result));
      }
    }
  }

  /** The result. Cost: nothing, or one blob read. */
  public Json read(AgendaKey agenda, Output output) {
    return switch (output) {
      case Output.Inline(Json value) -> value;
      case Output.Spilled(String sha256, long _) ->
          JsonText.parseStored(
              blobs
                  .get(agenda.customer().value(), sha256)
                  .map(bytes -> new String(bytes, UTF_8))
                  .orElseThrow(() ->
                      new PortException(
                          PortException.Fault.CORRUPT, "result " + sha256 + " is gone")));
    };
  }
}
