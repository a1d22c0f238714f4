package dev.fairlead.conditions;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;

/** The sums of texts, bytes and lists, which alone can make much of little. */
final class BoundedSums {
  /** Characters, bytes and items that one evaluation may put together. */
  private static final int MOST = 16 * 1024 * 1024;

  private static final Set<AddOverload> BOUNDED =
      Set.of(AddOverload.ADD_STRING, AddOverload.ADD_BYTES, AddOverload.ADD_LIST);

  /** All standard functions but those sums. */
  private static final CelStandardFunctions OTHERS =
      CelStandardFunctions.newBuilder()
          .filterFunctions(
              (_, overload) -> !(overload instanceof AddOverload sum && BOUNDED.contains(sum)))
          .build();

  private static final ImmutableSet<CelFunctionBinding> BINDINGS =
      CelFunctionBinding.fromOverloads(
          "_+_",
          CelFunctionBinding.from("add_string", String.class, String.class, BoundedSums::texts),
          CelFunctionBinding.from(
              "add_bytes", CelByteString.class, CelByteString.class, BoundedSums::bytes),
          CelFunctionBinding.from("add_list", List.class, List.class, BoundedSums::lists));

  private static final ScopedValue<Room> ROOM = ScopedValue.newInstance();

  private BoundedSums() {}

  /** A runtime with these sums, under all other limits. */
  static CelRuntime runtime() {
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(CelLimits.OPTIONS)
        .setStandardFunctions(OTHERS)
        .addFunctionBindings(BINDINGS)
        .build();
  }

  /** Evaluates with so much room, and no more. */
  static Object within(ScopedValue.CallableOp<Object, CelEvaluationException> evaluation)
      throws CelEvaluationException {
    return ScopedValue.where(ROOM, new Room()).call(evaluation);
  }

  private static Object texts(String left, String right) throws CelEvaluationException {
    ROOM.get().take((long) left.length() + right.length());
    return left + right;
  }

  private static Object bytes(CelByteString left, CelByteString right)
      throws CelEvaluationException {
    ROOM.get().take((long) left.size() + right.size());
    return left.concat(right);
  }

  private static Object lists(List<?> left, List<?> right) throws CelEvaluationException {
    if (left instanceof Gathered gathered && gathered.isLast()) {
      ROOM.get().take(right.size());
      return gathered.plus(right);
    }
    ROOM.get().take((long) left.size() + right.size());
    return Gathered.of(left).plus(right);
  }

  /**
   * A list that others go on from without copying it: macros gather what they make one by one. Each
   * sees its own part of what all of them share, and only the last may add to that.
   */
  private static final class Gathered extends AbstractList<Object> implements RandomAccess {
    private final List<Object> shared;
    private final int size;

    private Gathered(List<Object> shared) {
      this.shared = shared;
      this.size = shared.size();
    }

    static Gathered of(List<?> items) {
      return new Gathered(new ArrayList<>(items));
    }

    boolean isLast() {
      return shared.size() == size;
    }

    Gathered plus(List<?> items) {
      shared.addAll(items);
      return new Gathered(shared);
    }

    @Override
    public Object get(int index) {
      return shared.get(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** What is left of it. */
  private static final class Room {
    private long left = MOST;

    void take(long size) throws CelEvaluationException {
      left -= size;
      if (left < 0) {
        throw new CelEvaluationException("It puts together more than 16 MiB of text and lists.");
      }
    }
  }
}
