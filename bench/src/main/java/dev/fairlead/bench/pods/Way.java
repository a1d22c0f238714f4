package dev.fairlead.bench.pods;

import java.util.Locale;

/** How pods are made. */
enum Way {
  /** As operations of one agenda. */
  FAIRLEAD,
  /** The same pods, by nobody but a client of Kubernetes: what Fairlead can come to at best. */
  PLAIN;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
