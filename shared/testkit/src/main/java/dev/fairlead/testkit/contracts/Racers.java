package dev.fairlead.testkit.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs a task in many threads that start at the same moment. */
public final class Racers {
  private Racers() {}

  /**
   * All answers, in order of the racers' numbers.
   *
   * @param task what racer {@code n} does, from 0
   * @throws IllegalStateException if one of them failed
   */
  public static <T> List<T> race(int racers, IntFunction<Callable<T>> task) {
    var start = new CyclicBarrier(racers);
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      Callable<T> own = task.apply(i);
      tasks.add(() -> {
        start.await();
        return own.call();
      });
    }
    try (var threads = Executors.newFixedThreadPool(racers)) {
      List<T> answers = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a racer failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the race was interrupted", e);
    }
  }
}
