package dev.fairlead.bench.kill;

import dev.fairlead.bench.kill.Moment.Hurt;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The moments of one run, three to six, in their order. */
record KillPlan(List<Moment> moments) {
  KillPlan {
    moments = List.copyOf(moments);
  }

  static KillPlan of(RandomGenerator random) {
    int kills = 3 + random.nextInt(4);
    var early = new ArrayList<Moment>();
    if (random.nextInt(10) < 3) {
      early.add(new Moment.Idle(random.nextInt(400)));
    }
    if (random.nextInt(10) < 6) {
      early.add(new Moment.Submitting(random.nextInt(250)));
    }
    var late = new ArrayList<Moment>();
    if (random.nextInt(10) < 4) {
      late.add(new Moment.Over());
    }
    boolean pausing = random.nextInt(10) < 4 && early.size() + late.size() < kills;
    var middle = new ArrayList<Moment>();
    int left = kills - early.size() - late.size() - (pausing ? 1 : 0);
    for (int i = 0; i < left; i++) {
      middle.add(during(random));
    }
    if (pausing) {
      middle.add(random.nextInt(middle.size() + 1), new Moment.Pausing(random.nextInt(250)));
    }
    var all = new ArrayList<>(early);
    all.addAll(middle);
    all.addAll(late);
    return new KillPlan(all);
  }

  private static Moment during(RandomGenerator random) {
    if (random.nextInt(10) < 3) {
      return new Moment.Starting(random.nextInt(1200));
    }
    Hurt hurt =
        switch (random.nextInt(5)) {
          case 0 -> Hurt.GROUP;
          case 1 -> Hurt.LEADER;
          default -> Hurt.NOTHING;
        };
    return new Moment.Running(30 + random.nextInt(1100), hurt, random.nextBoolean());
  }
}
