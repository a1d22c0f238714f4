package dev.fairlead.sdk;

import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.sdk.PodAnnotations.Answer;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What a handler in a pod says, as annotations of that: of several things said between two turns
 * the latest. Where it may not set annotations its log is all that is said.
 */
final class PodWords {
  static final String PROGRESS = "pop.report.progress";
  static final String RESULT = "pop.report.payload";
  static final String RESULT_PARTS = "pop.report.payload.parts";

  /** Between two turns, and between two tries at the end. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** Beyond the first. */
  static final int MORE_TRIES = 5;

  /** How a wait between two tries is waited. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Optional<PodAnnotations> annotations;
  private final Consumer<String> log;
  private final Pause pause;

  /** Held while something is sent, so that nothing older arrives after what was said last. */
  private final ReentrantLock sending = new ReentrantLock();

  private OperationProgress latest = OperationProgress.NONE;
  private boolean isNews;
  private boolean isAlive;
  private Optional<String> refusal = Optional.empty();

  PodWords(Optional<PodAnnotations> annotations, Consumer<String> log, Pause pause) {
    this.annotations = annotations;
    this.log = log;
    this.pause = pause;
  }

  synchronized void progress(OperationProgress all) {
    latest = latest.then(all);
    isNews = true;
  }

  synchronized void alive() {
    isAlive = true;
  }

  /** What is started beside it, asked for by the same annotations. */
  PodDependents dependents(Telling telling, Cancellation cancellation) {
    return new PodDependents(annotations, telling, cancellation, pause);
  }

  /** Says what is news since the turn before; what does not arrive is news at the next one. */
  void turn() throws InterruptedException {
    sending.lockInterruptibly();
    try {
      sendNews();
    } finally {
      sending.unlock();
    }
  }

  private void sendNews() throws InterruptedException {
    Optional<OperationProgress> news = news();
    if (news.isEmpty()) {
      return;
    }
    log.accept(Sentences.of(news.get()));
    if (annotations.isPresent() && refusal.isEmpty()) {
      switch (annotations.get().set(Map.of(PROGRESS, text(news.get())))) {
        case Answer.Done() -> {}
        case Answer.Again(String why) -> again(why);
        case Answer.Never(String why) -> never(why);
      }
    }
  }

  private synchronized Optional<OperationProgress> news() {
    if (isAlive && !isNews) {
      log.accept("at work");
    }
    isAlive = false;
    boolean had = isNews;
    isNews = false;
    return had ? Optional.of(latest) : Optional.empty();
  }

  private synchronized void again(String why) {
    isNews = true;
    log.accept("Its progress did not arrive: " + why);
  }

  private void never(String why) {
    refusal = Optional.of(why);
    log.accept("Its progress is not told any more: " + why);
  }

  /**
   * Sets what was said last if it did not arrive, and where the result is.
   *
   * @param result annotations; none where it is elsewhere
   */
  Answer last(Map<String, String> result) throws InterruptedException {
    sending.lockInterruptibly();
    try {
      return sendLast(result);
    } finally {
      sending.unlock();
    }
  }

  /** Leaves a part of the result beside the pod. */
  Answer leave(int number, byte[] part) throws InterruptedException {
    return tried(pod -> pod.leave(number, part));
  }

  private Answer sendLast(Map<String, String> result) throws InterruptedException {
    Map<String, String> all = new LinkedHashMap<>();
    news()
        .ifPresent(progress -> {
          log.accept(Sentences.of(progress));
          all.put(PROGRESS, text(progress));
        });
    all.putAll(result);
    return all.isEmpty() ? new Answer.Done() : tried(pod -> pod.set(all));
  }

  private Answer tried(Request request) throws InterruptedException {
    if (annotations.isEmpty()) {
      return new Answer.Never("Its pod has no service account's token.");
    }
    Answer answer = request.of(annotations.get());
    for (int tries = 0; answer instanceof Answer.Again && tries < MORE_TRIES; tries++) {
      pause.of(PAUSE);
      answer = request.of(annotations.get());
    }
    return answer;
  }

  private interface Request {
    Answer of(PodAnnotations pod) throws InterruptedException;
  }

  /** Fails unless they were set. */
  static void require(Answer answer) throws IOException {
    switch (answer) {
      case Answer.Done() -> {}
      case Answer.Again(String why) -> throw new IOException(why);
      case Answer.Never(String why) -> throw new IOException(why);
    }
  }

  private static String text(OperationProgress progress) {
    return JsonText.write(ProgressText.json(progress));
  }
}
