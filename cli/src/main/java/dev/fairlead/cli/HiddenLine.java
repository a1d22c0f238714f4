package dev.fairlead.cli;

import java.util.Optional;

/** A person at a keyboard who is asked for what must not be seen. */
@FunctionalInterface
interface HiddenLine {
  /** What was typed after the prompt, unseen; empty where nobody sits there. */
  Optional<String> ask(String prompt);
}
