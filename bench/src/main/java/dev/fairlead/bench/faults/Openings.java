package dev.fairlead.bench.faults;

import java.time.Instant;

/** Knows when there is next a message to receive, so that nobody needs to ask in vain. */
interface Openings {
  /** Maybe long ago, maybe {@link Actor#NEVER} as long as nothing more is sent. */
  Instant next(String queue);
}
