package dev.fairlead.sdk;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.PodAnnotations.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dependents of a pod: asked for by annotations of that, and answered by others, which go once they
 * were read. Cost of waiting: 1 request to Kubernetes every 2 s, and 1 more at its end.
 */
final class PodDependents implements Dependents {
  static final String ASK = "ask.dependents.fairlead.dev/";
  static final String ANSWER = "answer.dependents.fairlead.dev/";

  /** Of failures without a word of the dependent's own. */
  static final String CODE = "dependents";

  static final Duration LOOK = Duration.ofSeconds(2);

  private final Optional<PodAnnotations> annotations;
  private final Telling telling;
  private final Cancellation cancellation;
  private final PodWords.Pause pause;

  /** Names that were used, and those whose answers were not read. */
  private final Set<String> used = new HashSet<>();

  private final Set<String> open = new HashSet<>();

  PodDependents(
      Optional<PodAnnotations> annotations,
      Telling telling,
      Cancellation cancellation,
      PodWords.Pause pause) {
    this.annotations = annotations;
    this.telling = telling;
    this.cancellation = cancellation;
    this.pause = pause;
  }

  @Override
  public Dependent start(String name, DependentPod pod)
      throws HandlerFailure, InterruptedException {
    String asked = JsonText.write(pod.json());
    if (annotations.isEmpty()) {
      throw new HandlerFailure(CODE, "Its pod has no service account's token to ask with.");
    }
    synchronized (used) {
      if (!used.add(name)) {
        throw new IllegalArgumentException("The name " + name + " was used before.");
      }
      open.add(name);
    }
    require(annotations.get().set(Map.of(ASK + name, asked)), 0, Map.of(ASK + name, asked));
    return new Started(name);
  }

  private void require(Answer first, int tries, Map<String, String> wanted)
      throws HandlerFailure, InterruptedException {
    switch (first) {
      case Answer.Done() -> {}
      case Answer.Again _ when tries < PodWords.MORE_TRIES -> {
        pause.of(PodWords.PAUSE);
        require(annotations.orElseThrow().set(wanted), tries + 1, wanted);
      }
      case Answer.Again(String why) -> throw new HandlerFailure(CODE, why);
      case Answer.Never(String why) -> throw new HandlerFailure(CODE, why);
    }
  }

  /** What was not awaited is not wanted any more; its annotations make room for the result. */
  void forget() throws InterruptedException {
    Set<String> left;
    synchronized (used) {
      left = Set.copyOf(open);
      open.clear();
    }
    if (!left.isEmpty() && annotations.isPresent()) {
      var _ = annotations.get().remove(both(left));
    }
  }

  private static Set<String> both(Set<String> names) {
    var all = new HashSet<String>();
    for (String name : names) {
      all.add(ASK + name);
      all.add(ANSWER + name);
    }
    return all;
  }

  private final class Started implements Dependent {
    private final String name;

    Started(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public <R> R await(Class<R> type) throws HandlerFailure, InterruptedException {
      return result(name, answer(), type);
    }

    private Json.Obj answer() throws HandlerFailure, InterruptedException {
      var found = new HashMap<String, String>();
      while (true) {
        found.clear();
        if (annotations.orElseThrow().read(found::putAll) instanceof Answer.Never(String why)) {
          throw new HandlerFailure(CODE, "Its answer cannot be read: " + why);
        }
        String text = found.get(ANSWER + name);
        if (text != null) {
          synchronized (used) {
            open.remove(name);
          }
          // If they stay, they only take room.
          var _ = annotations.get().remove(both(Set.of(name)));
          return object(text);
        }
        telling.alive();
        if (!cancellation.pause(LOOK)) {
          throw new HandlerFailure("cancelled", "It was asked to end while it waited for " + name);
        }
      }
    }
  }

  private static Json.Obj object(String text) throws HandlerFailure {
    try {
      if (JsonText.parse(text) instanceof Json.Obj answer) {
        return answer;
      }
    } catch (FairleadException unreadable) {
      throw new HandlerFailure(CODE, "Its answer is no JSON: " + unreadable.getMessage());
    }
    throw new HandlerFailure(CODE, "Its answer is no object.");
  }

  private static <R> R result(String name, Json.Obj answer, Class<R> type) throws HandlerFailure {
    return switch (answer.text("state").orElse("")) {
      case "succeeded" -> read(answer.field("result").orElse(Json.NULL), type);
      case "refused" -> throw new DependentRefused(name, problems(answer));
      default ->
          throw new HandlerFailure(
              answer.text("code").orElse(CODE),
              answer.text("message").orElse("It gave no reason."));
    };
  }

  static <R> R read(Json result, Class<R> type) throws HandlerFailure {
    try {
      return Shapes.read(result, type);
    } catch (Shapes.Misfit misfit) {
      throw new HandlerFailure("result", "Of its result: " + misfit.getMessage());
    }
  }

  private static List<DependentRefused.Problem> problems(Json.Obj answer) {
    return answer.field("problems").orElse(Json.NULL) instanceof Json.Arr(List<Json> items)
        ? items.stream()
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast)
            .map(one ->
                new DependentRefused.Problem(
                    one.text("path").orElse(""),
                    one.text("code").orElse(""),
                    one.text("message").orElse("")))
            .toList()
        : List.of();
  }
}
