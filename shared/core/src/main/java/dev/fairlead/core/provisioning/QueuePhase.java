package dev.fairlead.core.provisioning;

import dev.fairlead.core.port.QueueProvisioner.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the queue of an insight is between coming and going. */
public enum QueuePhase {
  /** It is being made. */
  PROVISIONING,
  /** It is there and is not read, which costs nothing; permits go to the queue of all insights. */
  RESTING,
  /** It is to be read. */
  OPENING,
  /** It is read, and permits go there. */
  ACTIVE,
  /** Permits do not go there any more, and it is to be read no longer. */
  CLOSING,
  /** Its insight is gone, and so it goes. */
  DRAINING;

  /** What is there for certain in this phase; empty: that must be looked at. */
  public Optional<State> settled() {
    return switch (this) {
      case RESTING -> Optional.of(State.RESTING);
      case ACTIVE -> Optional.of(State.READ);
      case PROVISIONING, OPENING, CLOSING, DRAINING -> Optional.empty();
    };
  }

  /** The word in rows and on screens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase of a word. */
  public static Optional<QueuePhase> of(String word) {
    return Arrays.stream(values()).filter(phase -> phase.word().equals(word)).findFirst();
  }
}
