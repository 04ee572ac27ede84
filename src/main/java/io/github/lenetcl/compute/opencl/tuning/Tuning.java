package io.github.lenetcl.compute.opencl.tuning;

import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * The sizes that a device's kernels are compiled for. With one tuning results are equal bit for bit
 * between runs; two tunings may differ in the last bits, since lanes decide on the order of sums.
 *
 * @param values a value for each knob
 */
public record Tuning(Map<Knob, Integer> values) {

  /** Checks that every knob has one of its values. */
  public Tuning {
    values = Map.copyOf(values);
    for (Knob knob : Knob.values()) {
      Integer value = values.getOrDefault(knob, -1);
      if (!knob.candidates().contains(value)) {
        throw new IllegalArgumentException(
            knob.key() + " is " + value + ", wanted one of " + knob.candidates());
      }
    }
  }

  /**
   * {@return the sizes for devices of which nothing is known}
   *
   * @param kind the kind of device
   */
  public static Tuning usual(Kind kind) {
    Map<Knob, Integer> values = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      values.put(knob, knob.usual(kind));
    }
    return new Tuning(values);
  }

  /**
   * {@return one of the sizes}
   *
   * @param knob which
   */
  public int get(Knob knob) {
    return values.get(knob);
  }

  /**
   * {@return these sizes with another one of them}
   *
   * @param knob which
   * @param value its value
   */
  public Tuning with(Knob knob, int value) {
    Map<Knob, Integer> changed = new EnumMap<>(values);
    changed.put(knob, value);
    return new Tuning(changed);
  }
}
