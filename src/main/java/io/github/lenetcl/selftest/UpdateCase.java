package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * Two updates by vectors handed over.
 *
 * @param rule the rule
 * @param inputs of a full connection to one unit, which makes one parameter more
 */
record UpdateCase(UpdateRule rule, int inputs) implements Case {

  @Override
  public String name() {
    return (inputs + 1) + " parameters";
  }

  /** The rule's name, with what it is wrapped in. */
  private static String name(UpdateRule rule) {
    String own = rule.getClass().getSimpleName();
    if (rule instanceof UpdateRule.Penalized penalized) {
      return penalized.penalty() + " " + own + " " + name(penalized.rule());
    } else if (rule instanceof UpdateRule.Decayed decayed) {
      return own + " " + name(decayed.rule());
    } else if (rule instanceof UpdateRule.Adam adam && adam.isRmsProp()) {
      return "RMSProp";
    } else if (rule instanceof UpdateRule.Clipped clipped) {
      return own + " " + name(clipped.rule());
    } else if (rule instanceof UpdateRule.Momentum momentum && momentum.nesterov()) {
      return "Nesterov " + own;
    }
    return own;
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(inputs);
    int size = inputs + 1;
    Network network =
        new Network(new Shape(inputs, 1, 1), List.of(new FullConnection("full", inputs, 1)));
    String operation = name(rule);
    try (Plan plan = backend.plan(new PlanSpec(network, network.input(), 1, true, true))) {
      for (Vector vector : Vector.values()) {
        results.add("vectors at the start", vector.toString(), plan.read(vector));
      }
      plan.write(Vector.PARAMETERS, numbers.between(-1, 1, size));
      plan.write(Vector.VELOCITY, numbers.between(-1, 1, size));
      plan.write(Vector.CURVATURE, numbers.between(0, 3, size));
      plan.write(Vector.SQUARES, numbers.between(0, 1, size));
      for (int update = 1; update <= 2; update++) {
        plan.write(Vector.GRADIENT, numbers.between(-1, 1, size));
        plan.update(rule.after(update - 1));
        results.add(operation, "parameters, update " + update, plan.read(Vector.PARAMETERS));
      }
      results.add(operation, "velocity", plan.read(Vector.VELOCITY));
      results.add(operation, "squares", plan.read(Vector.SQUARES));
      results.checkGuards(plan);
    }
    return results;
  }
}
