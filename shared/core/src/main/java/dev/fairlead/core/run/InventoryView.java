package dev.fairlead.core.run;

import java.util.Optional;

/** What a step may know of its agenda's inventory. */
public interface InventoryView {
  /** Of an agenda that has none. */
  InventoryView NONE =
      new InventoryView() {
        @Override
        public Answer answer() {
          return new Answer.Unasked();
        }

        @Override
        public Optional<Maker> find(String componentId) {
          return Optional.empty();
        }
      };

  /** What came of asking for it since the step before. */
  Answer answer();

  /** Who put a component into it, up to the last entry; asked only while the agenda has it. */
  Optional<Maker> find(String componentId);

  /** What came of asking for an inventory. */
  sealed interface Answer {
    /** Nobody asked. */
    record Unasked() implements Answer {}

    /** The agenda has it now, by this token. */
    record Granted(long token) implements Answer {}

    /** Another agenda has it. */
    record Busy(String holder) implements Answer {}
  }

  /**
   * Who put a component into an inventory.
   *
   * @param isOwn whether that was this agenda
   * @param operation of that agenda
   */
  record Maker(boolean isOwn, String operation) {}
}
