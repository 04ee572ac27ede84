package io.github.lenetcl.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the numbers in names tell: PyTorch's {@code Sequential} and tinygrad's lists count all of
 * their parts, those without weights too. Between {@code layers.0} and {@code layers.2} there is
 * one, a function.
 */
final class SequenceNumbers {

  private static final Pattern NUMBERED = Pattern.compile("(|.*\\.)(\\d{1,6})");

  private SequenceNumbers() {}

  /** Returns how many places a part stands behind another; empty if not in one sequence. */
  static OptionalInt steps(String from, String to) {
    Matcher a = NUMBERED.matcher(from);
    Matcher b = NUMBERED.matcher(to);
    if (!a.matches() || !b.matches() || !a.group(1).equals(b.group(1))) {
      return OptionalInt.empty();
    }
    int steps = Integer.parseInt(b.group(2)) - Integer.parseInt(a.group(2));
    return steps > 0 ? OptionalInt.of(steps) : OptionalInt.empty();
  }

  /** Returns the last layer before a part of its sequence. */
  static OptionalInt lastBefore(String name, List<ForeignLayer> layers) {
    OptionalInt last = OptionalInt.empty();
    for (int i = 0; i < layers.size(); i++) {
      if (steps(layers.get(i).name(), name).isPresent()) {
        last = OptionalInt.of(i);
      }
    }
    return last;
  }
}
