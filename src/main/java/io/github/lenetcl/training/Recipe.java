package io.github.lenetcl.training;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A way to train: its settings, and the update rule of every step. A recipe is a value; to change
 * it is to make another.
 */
public interface Recipe {

  /** {@return the recipe's name: paper, best, fast, sgd, sdnn, graph, descent} */
  String name();

  /** {@return what can be set} */
  Settings settings();

  /**
   * {@return this recipe with other settings}
   *
   * @param settings the settings
   */
  Recipe with(Settings settings);

  /**
   * {@return this recipe with changed settings}
   *
   * @param change from the settings that it has to those that it gets
   */
  default Recipe with(UnaryOperator<Settings> change) {
    return with(change.apply(settings()));
  }

  /** {@return all that is set, by name, as checkpoints record it} */
  default Map<String, String> describe() {
    return settings().describe();
  }

  /**
   * {@return this recipe with what {@link #describe()} gave}
   *
   * @param map all that is set, by name
   * @throws IllegalArgumentException if something is missing or wrong
   */
  default Recipe described(Map<String, String> map) {
    return with(Settings.of(map));
  }

  /**
   * {@return how parameters change at a step} Neighbouring steps go to the device together where
   * each rule is what comes {@link UpdateRule#after} the first, so a rate should not change at
   * every step.
   *
   * @param pass the pass, from 1
   * @param step the update within the pass, from 0
   * @param steps the number of updates in a pass
   */
  UpdateRule rule(int pass, int step, int steps);

  /**
   * {@return the rule of the first update as text, without its rate, such as {@code nesterov=0.9}}
   */
  default String ruleText() {
    return UpdateRules.text(rule(1, 0, 1));
  }

  /**
   * {@return the number of training samples over which the diagonal second derivatives are averaged
   * before each pass: 0 where no rule uses them}
   */
  default int curvatureSamples() {
    return 0;
  }

  /**
   * {@return whether the rules of a pass are the same whatever the number of passes, so that a
   * finished run may be resumed with more of them}
   */
  default boolean extendable() {
    return true;
  }

  /**
   * {@return the plan that trains the network} Its {@link Plan#train} may show the images as it
   * sees fit.
   *
   * @param backend the device
   * @param spec the network and the sizes to plan for
   * @param training the training set
   * @param scaling how grey levels become inputs
   */
  default Plan plan(Backend backend, PlanSpec spec, LabelledImages training, Scaling scaling) {
    return backend.plan(spec);
  }

  /**
   * {@return a recipe by its name}
   *
   * @param name paper, best, fast, sgd, sdnn, graph or descent
   * @throws IllegalArgumentException if there is none of that name
   */
  static Recipe named(String name) {
    for (Recipe recipe :
        List.of(
            new PaperRecipe(),
            new BestRecipe(),
            new FastRecipe(),
            new SgdRecipe(),
            new SdnnRecipe(),
            new GraphRecipe(),
            new DescentRecipe())) {
      if (recipe.name().equals(name)) {
        return recipe;
      }
    }
    throw new IllegalArgumentException(
        "recipe " + name + ", wanted paper, best, fast, sgd, sdnn, graph or descent");
  }
}
