package dev.fairlead.bench.faults;

import static dev.fairlead.bench.faults.Fault.CONFLICT;
import static dev.fairlead.bench.faults.Fault.CRASH_AFTER;
import static dev.fairlead.bench.faults.Fault.CRASH_BEFORE;
import static dev.fairlead.bench.faults.Fault.DELAYED;
import static dev.fairlead.bench.faults.Fault.DOUBLED;
import static dev.fairlead.bench.faults.Fault.DROPPED;
import static dev.fairlead.bench.faults.Fault.MEANWHILE_AFTER;
import static dev.fairlead.bench.faults.Fault.MEANWHILE_BEFORE;
import static dev.fairlead.bench.faults.Fault.SHUFFLED;
import static dev.fairlead.bench.faults.Fault.STALE;
import static dev.fairlead.bench.faults.Fault.STALLED;
import static dev.fairlead.bench.faults.Fault.THROTTLED;
import static dev.fairlead.bench.faults.Fault.TIMED_OUT_DONE;
import static dev.fairlead.bench.faults.Fault.TIMED_OUT_NOT_DONE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The calls of the ports, with what can go wrong with each beyond what can with all. */
enum PortCall {
  READ("items.read"),
  WRITE("items.write", TIMED_OUT_DONE),
  TRANSACT("items.transact", TIMED_OUT_DONE, CONFLICT),
  QUERY("items.query"),
  QUERY_INDEX("items.queryIndex", STALE, STALE),
  SEND("queues.send", TIMED_OUT_DONE, DROPPED, DOUBLED, SHUFFLED),
  RECEIVE("queues.receive", TIMED_OUT_DONE, DROPPED, DOUBLED, SHUFFLED, DELAYED),
  DELETE("queues.delete", TIMED_OUT_DONE),
  CHANGE_VISIBILITY("queues.changeVisibility", TIMED_OUT_DONE),
  DEPTH("queues.depth"),
  BLOB_PUT("blobs.put", TIMED_OUT_DONE),
  BLOB_GET("blobs.get"),
  BLOB_DELETE("blobs.delete", TIMED_OUT_DONE),
  SECRET_FIND("secrets.find"),
  LAUNCH("launcher.launch", TIMED_OUT_DONE),
  RELEASE("launcher.release", TIMED_OUT_DONE);

  private final String label;
  private final List<Fault> faults;

  PortCall(String label, Fault... own) {
    this.label = label;
    var all = new ArrayList<Fault>();
    // Crashes are what this is about: they come as often as all the rest.
    all.addAll(List.of(CRASH_BEFORE, CRASH_BEFORE, CRASH_AFTER, CRASH_AFTER));
    all.addAll(List.of(THROTTLED, TIMED_OUT_NOT_DONE, STALLED));
    all.addAll(List.of(own));
    this.faults = List.copyOf(all);
  }

  String label() {
    return label;
  }

  /** What can go wrong, the likelier more often. */
  List<Fault> faults() {
    return faults;
  }

  /** How others can get in between. */
  List<Fault> concurrency() {
    return this == RECEIVE
        // What others get as well is handled by two at once, also within a group.
        ? List.of(MEANWHILE_BEFORE, MEANWHILE_AFTER, DOUBLED, DOUBLED)
        : List.of(MEANWHILE_BEFORE, MEANWHILE_AFTER);
  }

  /** Everything that can go wrong with it. */
  Set<Fault> kinds() {
    var kinds = EnumSet.copyOf(faults);
    kinds.addAll(concurrency());
    return kinds;
  }

  /** Races are lost at these. */
  boolean isContended() {
    return this == WRITE || this == TRANSACT || this == RECEIVE;
  }
}
