package dev.fairlead.resourcepool.provisioner;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.QueueProvisioner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does what it is asked for when {@link #happen} is called. */
final class SlowProvisioner implements QueueProvisioner {
  final Map<String, State> states = new ConcurrentHashMap<>();
  final Map<String, State> coming = new ConcurrentHashMap<>();
  Runnable before = () -> {};
  String refused = "";
  int calls;

  @Override
  public State find(String queue) {
    before.run();
    calls++;
    return states.getOrDefault(queue, State.ABSENT);
  }

  @Override
  public void provide(String queue, boolean isRead) {
    State found = find(queue);
    before.run();
    if (queue.equals(refused)) {
      throw new PortException(PortException.Fault.THROTTLED, "not now");
    }
    if (found != State.CHANGING && found != State.BROKEN) {
      states.put(queue, State.CHANGING);
      coming.put(queue, isRead ? State.READ : State.RESTING);
    }
  }

  @Override
  public void remove(String queue) {
    before.run();
    calls++;
    states.put(queue, State.CHANGING);
    coming.put(queue, State.ABSENT);
  }

  void happen() {
    states.putAll(coming);
    coming.clear();
    states.values().removeIf(state -> state == State.ABSENT);
  }
}
