package dev.fairlead.local;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Ports whose every call is seen, and may be the last thing that happens. */
final class PortCalls {
  /** A call of a port. */
  record Seen(String method, List<Object> arguments) {}

  /** The process died. Not an exception, so that nothing of the system handles it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
      super(where);
    }
  }

  private final List<Seen> seen = new ArrayList<>();
  private int crashBefore = Integer.MAX_VALUE;
  private int crashAfter = Integer.MAX_VALUE;

  /** The ports, watched. */
  Ports of(Ports ports) {
    return new Ports(
        watched(ItemStore.class, ports.items()),
        watched(MessageQueue.class, ports.queues()),
        watched(BlobStore.class, ports.blobs()),
        watched(SecretStore.class, ports.secrets()));
  }

  /** Crashes before the call of that number, counted from 0. */
  PortCalls crashBefore(int call) {
    crashBefore = call;
    return this;
  }

  /** Crashes when the call of that number is done, before its answer is seen. */
  PortCalls crashAfter(int call) {
    crashAfter = call;
    return this;
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  synchronized void forget() {
    seen.clear();
  }

  private synchronized int see(Seen call) {
    seen.add(call);
    return seen.size() - 1;
  }

  private <T> T watched(Class<T> port, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              int number = see(new Seen(method.getName(), List.of(arguments)));
              if (number == crashBefore) {
                throw new Crash("before " + method.getName());
              }
              try {
                Object answer = method.invoke(real, arguments);
                if (number == crashAfter) {
                  throw new Crash("after " + method.getName());
                }
                return answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return port.cast(proxy);
  }
}
