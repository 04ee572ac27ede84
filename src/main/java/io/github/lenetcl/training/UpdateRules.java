package io.github.lenetcl.training;

import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.Adam;
import io.github.lenetcl.network.UpdateRule.Clipped;
import io.github.lenetcl.network.UpdateRule.Decayed;
import io.github.lenetcl.network.UpdateRule.GradientDescent;
import io.github.lenetcl.network.UpdateRule.LevenbergMarquardt;
import io.github.lenetcl.network.UpdateRule.Momentum;
import io.github.lenetcl.network.UpdateRule.Penalized;
import io.github.lenetcl.network.UpdateRule.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Update rules as text. */
final class UpdateRules {

  private UpdateRules() {}

  /** {@return the rule without a penalty or clipping} */
  static UpdateRule core(UpdateRule rule) {
    if (rule instanceof Penalized penalized) {
      return core(penalized.rule());
    }
    if (rule instanceof Decayed decayed) {
      return core(decayed.rule());
    }
    return rule instanceof Clipped clipped ? core(clipped.rule()) : rule;
  }

  /** {@return the rule with a penalty on squares, in place of one that it has, before clipping} */
  static UpdateRule penalized(UpdateRule rule, float beta) {
    if (rule instanceof Clipped clipped) {
      return new Clipped(clipped.norm(), penalized(clipped.rule(), beta));
    }
    if (rule instanceof Decayed decayed) {
      return new Decayed(decayed.decay(), penalized(decayed.rule(), beta));
    }
    boolean has = rule instanceof Penalized penalized && penalized.penalty() == Penalty.L2;
    return new Penalized(Penalty.L2, beta, has ? ((Penalized) rule).rule() : rule);
  }

  /** {@return the rule with clipping, in place of one that it has, behind a decay} */
  static UpdateRule clipped(UpdateRule rule, float norm) {
    if (rule instanceof Decayed decayed) {
      return new Decayed(decayed.decay(), clipped(decayed.rule(), norm));
    }
    return new Clipped(norm, rule instanceof Clipped clipped ? clipped.rule() : rule);
  }

  /** {@return a rule as text, without its rate: {@code clip=5.0 l2=1.0E-4 nesterov=0.9}} */
  static String text(UpdateRule rule) {
    if (rule instanceof Penalized penalized) {
      String penalty = penalized.penalty().name().toLowerCase(Locale.ROOT);
      return penalty + "=" + penalized.beta() + " " + text(penalized.rule());
    }
    if (rule instanceof Decayed decayed) {
      return "decay=" + decayed.decay() + " " + text(decayed.rule());
    }
    if (rule instanceof Clipped clipped) {
      return "clip=" + clipped.norm() + " " + text(clipped.rule());
    }
    if (rule instanceof Momentum momentum) {
      return (momentum.nesterov() ? "nesterov=" : "momentum=") + momentum.momentum();
    }
    if (rule instanceof Adam adam && adam.isRmsProp()) {
      return "rmsprop=" + adam.beta2() + "," + adam.epsilon();
    }
    if (rule instanceof Adam adam) {
      return "adam=" + adam.beta1() + "," + adam.beta2() + "," + adam.epsilon();
    }
    if (rule instanceof LevenbergMarquardt diagonal) {
      return "sdlm=" + diagonal.mu();
    }
    return "sgd";
  }

  /**
   * {@return the rule of a text}
   *
   * @throws IllegalArgumentException if it is not of the form that {@link #text} gives
   */
  static UpdateRule parse(String text, float rate) {
    List<String> words = Arrays.asList(text.split(" "));
    UpdateRule rule = core(words.get(words.size() - 1), text, rate);
    for (int i = words.size() - 2; i >= 0; i--) {
      float value = numbers(words.get(i), text, 1)[0];
      rule =
          switch (words.get(i).substring(0, words.get(i).indexOf('='))) {
            case "l1" -> new Penalized(Penalty.L1, value, rule);
            case "l2" -> new Penalized(Penalty.L2, value, rule);
            case "clip" -> new Clipped(value, rule);
            case "decay" -> new Decayed(value, rule);
            default -> throw refused(text);
          };
    }
    return rule;
  }

  private static UpdateRule core(String word, String text, float rate) {
    if (word.equals("sgd")) {
      return new GradientDescent(rate);
    }
    if (word.startsWith("adam=")) {
      float[] constants = numbers(word, text, 3);
      return new Adam(rate, constants[0], constants[1], constants[2], 0);
    }
    if (word.startsWith("rmsprop=")) {
      float[] constants = numbers(word, text, 2);
      return Adam.rmsProp(rate, constants[0], constants[1]);
    }
    float[] values = numbers(word, text, 1);
    return switch (word.substring(0, word.indexOf('='))) {
      case "momentum" -> new Momentum(rate, values[0], false);
      case "nesterov" -> new Momentum(rate, values[0], true);
      case "sdlm" -> new LevenbergMarquardt(rate, values[0]);
      default -> throw refused(text);
    };
  }

  private static float[] numbers(String word, String text, int count) {
    String[] parts = word.substring(word.indexOf('=') + 1).split(",");
    float[] values = new float[count];
    try {
      for (int i = 0; i < count; i++) {
        values[i] = Float.parseFloat(parts[i]);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw refused(text);
    }
    if (parts.length != count || !word.contains("=")) {
      throw refused(text);
    }
    return values;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "rule '"
            + text
            + "', wanted a form like sgd, nesterov=0.9 or l2=0.0001 adam=0.9,0.999,1e-8");
  }
}
