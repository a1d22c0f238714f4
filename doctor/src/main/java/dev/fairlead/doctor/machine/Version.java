package dev.fairlead.doctor.machine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A version by its numbers, as in 3.8.7. */
record Version(List<Integer> numbers) {
  private static final Pattern FORM = Pattern.compile("\\d{1,6}(\\.\\d{1,6})+");

  /** Some programs paint what they say of themselves, though nobody looks. */
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

  Version {
    numbers = List.copyOf(numbers);
  }

  static Version of(Integer... numbers) {
    return new Version(List.of(numbers));
  }

  /** The first in what a program says of itself: two numbers or more. */
  static Optional<Version> in(String text) {
    var found = FORM.matcher(ESCAPE.matcher(text).replaceAll(""));
    return found.find()
        ? Optional.of(
            new Version(Stream.of(found.group().split("\\.", -1)).map(Integer::valueOf).toList()))
        : Optional.empty();
  }

  /** Numbers that are not told count as 0. */
  boolean isBelow(Version other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int compared = Integer.compare(number(i), other.number(i));
      if (compared != 0) {
        return compared < 0;
      }
    }
    return false;
  }

  private int number(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  @Override
  public String toString() {
    return String.join(".", numbers.stream().map(String::valueOf).toList());
  }
}
