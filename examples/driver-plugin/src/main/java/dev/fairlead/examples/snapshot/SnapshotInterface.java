package dev.fairlead.examples.snapshot;

import dev.fairlead.core.access.ResourceInterface;
import java.io.OutputStream;

/** An interface of one's own: packs what is in a lease's directory. */
public interface SnapshotInterface extends ResourceInterface {
  /**
   * Writes everything in the directory as one tar archive.
   *
   * @param most larger archives are refused with TOO_LARGE
   * @return its bytes
   */
  long pack(OutputStream to, long most);
}
