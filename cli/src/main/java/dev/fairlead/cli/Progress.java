package dev.fairlead.cli;

import java.time.Instant;
import java.util.List;

/** Shows how an agenda is getting on. */
interface Progress {
  void begin(RunState state);

  /** There is news, or an answer without any. */
  void show(RunState state, List<RunEvent> fresh, Instant now);

  /** These operations say something new of themselves. */
  void heard(RunState state, List<OperationView> news, Instant now);

  /** Only time has passed. */
  void tick(RunState state, Instant now);

  /** Nothing more will come; leaves the screen as a table of results may follow. */
  void end();
}
