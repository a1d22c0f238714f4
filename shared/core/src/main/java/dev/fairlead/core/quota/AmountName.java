package dev.fairlead.core.quota;

import java.util.List;
import java.util.regex.Pattern;

/** What amounts are called. */
public final class AmountName {
  /** Agendas admitted at a time; a sub-agenda is part of the agenda that started it. */
  public static final String AGENDAS = "agendas";

  /** Operations that hold a slot at a time. */
  public static final String OPERATIONS = "operations";

  /** Thousandths of a core. */
  public static final String CPU = "cpu";

  /** MiB. */
  public static final String MEMORY = "memory";

  /** Those that mean something by themselves, in the order in which they are written. */
  public static final List<String> USUAL = List.of(AGENDAS, OPERATIONS, CPU, MEMORY);

  private static final Pattern CUSTOM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private AmountName() {}

  /** Whether an environment may use it for something of its own, such as {@code gpu}. */
  public static boolean isCustom(String name) {
    return !USUAL.contains(name) && CUSTOM.matcher(name).matches();
  }
}
