package dev.fairlead.bench.makespan;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes up recordings that look like real ones: stages with a typical runtime each, most tasks near
 * it and a few much longer. The same seed makes the same recording.
 */
final class GeneratedRecording {
  private static final int SAMPLES = 27;
  private static final int CHUNKS = 8;
  private static final int REPORTS = 27;

  private final SplittableRandom random;
  private final List<Json> specified = new ArrayList<>();
  private final List<Json> recorded = new ArrayList<>();

  private GeneratedRecording(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** What is run when nothing else is named. */
  static List<Recording> all(long seed) {
    return List.of(forkJoin(seed, 40), chain(seed, 25), thousand(seed));
  }

  /** One task, a number of tasks side by side, one task. */
  static Recording forkJoin(long seed, int width) {
    var made = new GeneratedRecording(seed);
    var split = made.task("split", 3, List.of());
    var middle = made.tasks("work", 20, width, List.of(split));
    made.task("join", 5, middle);
    return made.recording("fork-join-" + width);
  }

  /** Tasks one after the other, each with a short one beside it. */
  static Recording chain(long seed, int depth) {
    var made = new GeneratedRecording(seed);
    var before = made.task("stage", 15, List.of());
    for (int i = 1; i < depth; i++) {
      made.task("check", 4, List.of(before));
      before = made.task("stage", 15, List.of(before));
    }
    return made.recording("chain-" + depth);
  }

  /**
   * A thousand tasks as a study of many samples has them: each sample is cut into chunks, each
   * chunk goes through a pipeline, the chunks are merged and judged, and reports are made of all
   * samples.
   */
  static Recording thousand(long seed) {
    var made = new GeneratedRecording(seed);
    var judged = new ArrayList<String>();
    for (int sample = 0; sample < SAMPLES; sample++) {
      var split = made.task("split", 8, List.of());
      var called = new ArrayList<String>();
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        var trimmed = made.task("trim", 6, List.of(split));
        var aligned = made.task("align", 40, List.of(trimmed));
        var sorted = made.task("sort", 9, List.of(aligned));
        called.add(made.task("call", 25, List.of(sorted)));
      }
      var merged = made.task("merge", 12, called);
      made.task("statistics", 3, List.of(merged));
      judged.add(made.task("judge", 10, List.of(merged, split)));
    }
    var joint = made.task("joint", 30, judged);
    var reports = made.tasks("report", 7, REPORTS - 1, List.of(joint));
    made.task("publish", 2, reports);
    return made.recording("study-" + made.specified.size());
  }

  private List<String> tasks(String stage, double typical, int count, List<String> parents) {
    var ids = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      ids.add(task(stage, typical, parents));
    }
    return ids;
  }

  private String task(String stage, double typicalSeconds, List<String> parents) {
    var id = String.format(Locale.ROOT, "%s_%05d", stage, specified.size() + 1);
    // Log-normal: half of them within about a third of the typical runtime, few far above.
    double seconds = typicalSeconds * Math.exp(0.5 * random.nextGaussian());
    specified.add(
        Json.object()
            .put("name", stage)
            .put("id", id)
            .put("parents", Json.texts(parents))
            .put("children", Json.array(List.of()))
            .build());
    recorded.add(
        Json.object()
            .put("id", id)
            .put(
                "runtimeInSeconds",
                Json.of(BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP)))
            .build());
    return id;
  }

  private Recording recording(String name) {
    return new Recording(
        name,
        Json.object()
            .put("name", name)
            .put("schemaVersion", "1.5")
            .put(
                "workflow",
                Json.object()
                    .put("specification", tasks(specified))
                    .put("execution", tasks(recorded))
                    .build())
            .build());
  }

  private static Json tasks(List<Json> tasks) {
    return Json.object().put("tasks", Json.array(tasks)).build();
  }
}
