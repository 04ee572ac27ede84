package io.github.lenetcl.training;

import io.github.lenetcl.training.Schedule.Constant;
import io.github.lenetcl.training.Schedule.Cosine;
import io.github.lenetcl.training.Schedule.OneCycle;
import io.github.lenetcl.training.Schedule.Step;
import io.github.lenetcl.training.Schedule.WarmUp;

/** Schedules of the rate by name. */
public final class Schedules {

  private static final String FORMS =
      "constant, cosine, cosine=PART, one-cycle, step=FACTOR,PASSES or warm-up=PASSES before one of them";

  private Schedules() {}

  /**
   * {@return a schedule}
   *
   * @param text {@code constant}, {@code cosine} (to 0), {@code cosine=0.1} (to a tenth), {@code
   *     one-cycle} or {@code step=FACTOR,PASSES}, such as {@code step=0.5,10}; before it may stand
   *     {@code warm-up=PASSES} and a space
   * @param rate its rate, the highest where it changes
   * @throws IllegalArgumentException if it is of another form
   */
  public static Schedule named(String text, float rate) {
    if (text.startsWith("warm-up=") && text.contains(" ")) {
      int space = text.indexOf(' ');
      float over = number(text.substring("warm-up=".length(), space), text);
      return new WarmUp(over, named(text.substring(space + 1), rate));
    }
    if (text.startsWith("step=") && text.contains(",")) {
      int comma = text.indexOf(',');
      float every = number(text.substring(comma + 1), text);
      return new Step(rate, number(text.substring("step=".length(), comma), text), (int) every);
    }
    if (text.startsWith("cosine=")) {
      return new Cosine(rate, rate * number(text.substring("cosine=".length()), text));
    }
    return switch (text) {
      case "constant" -> new Constant(rate);
      case "cosine" -> new Cosine(rate, 0);
      case "one-cycle" -> new OneCycle(rate);
      default -> throw refused(text);
    };
  }

  /** {@return the text by which {@link #named} makes the schedule, given its rate} */
  static String text(Schedule schedule) {
    if (schedule instanceof WarmUp warmUp) {
      return "warm-up=" + warmUp.over() + " " + text(warmUp.then());
    }
    if (schedule instanceof Step step) {
      return "step=" + step.factor() + "," + step.every();
    }
    if (schedule instanceof Cosine cosine) {
      return cosine.last() == 0 ? "cosine" : "cosine=" + cosine.last() / cosine.rate();
    }
    return schedule instanceof OneCycle ? "one-cycle" : "constant";
  }

  private static float number(String part, String text) {
    try {
      return Float.parseFloat(part);
    } catch (NumberFormatException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("schedule '" + text + "', wanted " + FORMS);
  }
}
