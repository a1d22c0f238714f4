package dev.fairlead.bench.kill;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * An agenda of 60 operations: a fan-out of ten and its join, a chain, one operation that everything
 * waits for, a thicket, a last join. Most are processes that note their start and end in the
 * ledger; some of those refer to each other's results.
 *
 * @param results what each process is to answer; its keys are the operations that are processes
 */
record KillAgenda(Json.Obj document, List<String> names, Map<String, Json> results) {
  static final int SIZE = 60;

  /** The operation that all before it lead to, and all after it wait for. */
  static final String PAUSE = "pause";

  private static final int JOIN = 11;
  private static final int PAUSE_AT = 20;
  private static final int WORDCOUNTS = 5;
  private static final int RESIDENTS = 5;

  private static final String SCRIPT =
      """
      stat=
      { read -r stat </proc/$$/stat; } 2>/dev/null || :
      set -- $stat
      note="$FAIRLEAD_OPERATION_KEY $FAIRLEAD_ATTEMPT $$ ${5:--} ${22:--}"
      printf 'start %s\\n' "$note" >>"$LEDGER"
      sleep "$LENGTH"
      printf '{"number":%s,"seen":%s}' "$NUMBER" "${SEEN#=}" >"$FAIRLEAD_OUTPUT_FILE"
      printf 'end %s\\n' "$note" >>"$LEDGER"
      """;

  KillAgenda {
    names = List.copyOf(names);
    results = Map.copyOf(results);
  }

  /**
   * Draws an agenda.
   *
   * @param ledger what processes append to
   * @param withWorker whether some operations are for the queue worker
   */
  static KillAgenda of(RandomGenerator random, Path ledger, boolean withWorker) {
    Set<Integer> counted = withWorker ? some(random, WORDCOUNTS, Set.of()) : Set.of();
    Set<Integer> resident = some(random, RESIDENTS, counted);
    var operations = new ArrayList<Json>();
    var names = new ArrayList<String>();
    var results = new LinkedHashMap<String, Json>();
    for (int i = 0; i < SIZE; i++) {
      String name = name(i);
      List<String> dependencies = dependencies(i, random);
      names.add(name);
      Json.Builder operation =
          Json.object().put("name", name).put("dependsOn", Json.texts(dependencies));
      if (i == PAUSE_AT) {
        operation.put("type", "wait").put("payload", seconds(400));
      } else if (counted.contains(i)) {
        operation
            .put("type", "wordcount")
            .put("payload", Json.object().put("text", "to count " + i).build());
      } else if (resident.contains(i)) {
        operation.put("type", "simulate").put("payload", seconds(random.nextInt(300)));
      } else {
        Optional<String> seen =
            dependencies.stream()
                .filter(results::containsKey)
                .filter(_ -> random.nextBoolean())
                .findFirst();
        results.put(
            name,
            Json.object()
                .put("number", i)
                .put("seen", seen.map(other -> Json.of(names.indexOf(other))).orElse(Json.of(-1)))
                .build());
        operation
            .put("type", "shell")
            .put("payload", shell(i, 20 + random.nextInt(381), seen, ledger));
      }
      operations.add(operation.build());
    }
    var document =
        Json.object()
            .put("title", "Sixty operations that are killed")
            .put("operations", Json.array(operations))
            .build();
    return new KillAgenda(document, names, results);
  }

  private static Json shell(int number, int millis, Optional<String> seen, Path ledger) {
    // With a sign before it, a reference becomes text, as a variable has to be.
    String reference = seen.map(other -> "=@<" + other + ".out::/number>").orElse("=-1");
    var variables =
        Json.object()
            .put("LEDGER", ledger.toString())
            .put("NUMBER", Integer.toString(number))
            .put("LENGTH", decimal(millis))
            .put("SEEN", reference);
    return Json.object().put("script", SCRIPT).put("env", variables.build()).build();
  }

  private static Json seconds(int millis) {
    return Json.object().put("seconds", Json.of(new BigDecimal(decimal(millis)))).build();
  }

  private static String decimal(int millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private static String name(int number) {
    return number == PAUSE_AT ? PAUSE : "operation-" + number;
  }

  private static List<String> dependencies(int number, RandomGenerator random) {
    Set<Integer> before = new LinkedHashSet<>();
    if (number == JOIN) {
      range(1, JOIN, before);
    } else if (number == SIZE - 1) {
      range(PAUSE_AT, SIZE - 1, before);
    } else if (number > JOIN && number <= PAUSE_AT) {
      before.add(number - 1);
    } else if (number > PAUSE_AT) {
      int from = Math.max(PAUSE_AT, number - 10);
      for (int i = random.nextInt(3); i >= 0; i--) {
        before.add(from + random.nextInt(number - from));
      }
    } else if (number > 0) {
      before.add(0);
    }
    return before.stream().map(KillAgenda::name).toList();
  }

  private static void range(int from, int to, Set<Integer> into) {
    for (int i = from; i < to; i++) {
      into.add(i);
    }
  }

  private static Set<Integer> some(RandomGenerator random, int count, Set<Integer> others) {
    var chosen = new LinkedHashSet<Integer>();
    while (chosen.size() < count) {
      int number = random.nextInt(SIZE);
      if (number != PAUSE_AT && !others.contains(number)) {
        chosen.add(number);
      }
    }
    return chosen;
  }
}
