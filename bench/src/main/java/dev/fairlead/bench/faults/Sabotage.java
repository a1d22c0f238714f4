package dev.fairlead.bench.faults;

import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;

/** A broken part put in on purpose: whoever checks must find it. */
interface Sabotage {
  /** Nothing is broken. */
  Sabotage NONE = new Sabotage() {};

  default Ports ports(Ports good) {
    return good;
  }

  default OperationLauncher launcher(OperationLauncher good) {
    return good;
  }
}
