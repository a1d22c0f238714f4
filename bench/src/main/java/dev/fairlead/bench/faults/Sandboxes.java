package dev.fairlead.bench.faults;

import dev.fairlead.core.port.PortException;
import dev.fairlead.local.HomeFunctions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The places that functions run in. An invocation has one to itself, with whatever earlier ones
 * left in its memory; a crash ends it, and now and then all others, as when the whole host dies.
 */
final class Sandboxes {
  private static final int KEPT = 3;

  private final Turbulence turbulence;
  private final RandomGenerator chance;
  private final Consumer<String> problems;
  private final Supplier<HomeFunctions> start;
  private final Deque<HomeFunctions> idle = new ArrayDeque<>();

  Sandboxes(
      Turbulence turbulence,
      RandomGenerator chance,
      Consumer<String> problems,
      Supplier<HomeFunctions> start) {
    this.problems = problems;
    this.turbulence = turbulence;
    this.chance = chance;
    this.start = start;
  }

  /** Invokes something. What it throws is the end of the invocation and of nothing else. */
  void invoke(Consumer<HomeFunctions> work) {
    try {
      HomeFunctions sandbox = take();
      work.accept(sandbox);
      giveBack(sandbox);
    } catch (Crash crash) {
      turbulence.note(() -> "CRASH " + crash.getMessage());
      if (chance.nextInt(4) == 0) {
        idle.clear();
      }
    } catch (PortException failed) {
      // As a host does: log it; what is due will be due again.
      turbulence.note(() -> "failed: " + failed.fault());
    } catch (RuntimeException wrong) {
      problems.accept("a function came upon what it takes for impossible: " + wrong);
    }
  }

  private HomeFunctions take() {
    if (idle.isEmpty()) {
      return start.get();
    }
    return chance.nextBoolean() ? idle.removeFirst() : idle.removeLast();
  }

  private void giveBack(HomeFunctions sandbox) {
    if (idle.size() < KEPT) {
      idle.addFirst(sandbox);
    }
  }
}
