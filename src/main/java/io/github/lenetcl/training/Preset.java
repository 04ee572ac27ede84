package io.github.lenetcl.training;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * A network with a way to train it that suits it: the loss, the optimiser, the batch and the number
 * of passes are the recipe's.
 *
 * @param name its name
 * @param network the network
 * @param recipe how to train it
 * @param scaling how grey levels become its inputs
 */
public record Preset(String name, Network network, Recipe recipe, Scaling scaling) {

  /** The names of all presets. */
  public static final List<String> NAMES =
      List.of("lenet5", "lenet1", "lenet4", "lenet-plain", "lenet-keras", "mlp", "xor");

  /**
   * {@return a preset by its name}
   *
   * <ul>
   *   <li>{@code lenet5}: the paper's, by recipe {@code fast};
   *   <li>{@code lenet1}, {@code lenet4}: those of Section III-C, by recipe {@code fast} with the
   *       mean squared error of equation (8);
   *   <li>{@code lenet-plain}: the common modern form, with cross entropy and momentum;
   *   <li>{@code lenet-keras}: that of Keras tutorials, with cross entropy and plain gradient
   *       descent, 20 passes;
   *   <li>{@code mlp}: 784-500-500-10 sigmoid units and softmax, with squared error and plain
   *       gradient descent at 0.1, batches of 100, 20 passes;
   *   <li>{@code xor}: 2-2-1 for the data set of that name.
   * </ul>
   *
   * @param name one of {@link #NAMES}
   * @param classes the names of the classes
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Preset named(String name, List<String> classes) {
    int count = classes.size();
    return switch (name) {
      case "lenet5" -> paper(name, Network.lenet5(Centers.forClasses(classes)), new FastRecipe());
      case "lenet1" -> paper(name, Architectures.lenet1(count), squaredDistance());
      case "lenet4" -> paper(name, Architectures.lenet4(count), squaredDistance());
      case "lenet-plain" ->
          paper(
              name,
              Architectures.plain(count),
              new DescentRecipe(
                  new Loss.CrossEntropy(1), new UpdateRule.Momentum(0.01f, 0.9f), 64, 10));
      case "lenet-keras" ->
          unit(
              name,
              Architectures.keras(count),
              new DescentRecipe(
                  new Loss.CrossEntropy(1), new UpdateRule.GradientDescent(0.1f), 64, 20));
      case "mlp" ->
          unit(
              name,
              Architectures.perceptron(count),
              new DescentRecipe(
                  new Loss.OutputSquaredError(1), new UpdateRule.GradientDescent(0.1f), 100, 20));
      case "xor" -> unit(name, Architectures.xor(), xor());
      default ->
          throw new IllegalArgumentException(
              "network " + name + ", wanted " + String.join(", ", NAMES) + " or a JSON file");
    };
  }

  /**
   * {@return a preset for any network} One with penalties is trained by recipe {@code fast}, any
   * other by {@code descent}: with cross entropy, or with the squared error where its last layer is
   * an activation.
   *
   * @param name what to call it
   * @param network the network
   */
  public static Preset of(String name, Network network) {
    Layer last = network.layers().get(network.layers().size() - 1);
    if (last instanceof RadialBasis) {
      return paper(name, network, new FastRecipe());
    }
    Recipe recipe = new DescentRecipe();
    return unit(
        name,
        network,
        last instanceof Activation || last instanceof Pointwise
            ? recipe.with(settings -> settings.withLoss(new Loss.OutputSquaredError(1)))
            : recipe);
  }

  /**
   * {@return the same network trained in another way}
   *
   * @param other the recipe
   */
  public Preset with(Recipe other) {
    return new Preset(name, network, other, scaling);
  }

  private static Preset paper(String name, Network network, Recipe recipe) {
    return new Preset(name, network, recipe, Scaling.paper());
  }

  private static Preset unit(String name, Network network, Recipe recipe) {
    return new Preset(name, network, recipe, Scaling.unit());
  }

  private static Recipe squaredDistance() {
    return new FastRecipe().with(Settings::withMeanSquaredError);
  }

  /**
   * All four cases for each update, from a start of ±0.5: from a wider one, or with cross entropy,
   * a quarter of the runs end where two of the cases stay undecided.
   */
  private static Recipe xor() {
    Recipe recipe =
        new DescentRecipe(
            new Loss.OutputSquaredError(1), new UpdateRule.Momentum(0.1f, 0.9f), 4, 1000);
    return recipe.with(settings -> settings.withStart(Initialization.overRoot(0.7f)));
  }
}
