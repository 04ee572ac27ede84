package io.github.lenetcl.network;

import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): y = scale·(x − mean)/√(variance + ε) + shift, with
 * a scale and a shift for each map that are trained. While layers act by chance, as in training,
 * mean and variance are those of the map over the samples of the pass and over its positions;
 * otherwise they are running ones, which each update moves towards those of the pass before it: r ←
 * r + momentum·(new − r), the variance there with n − 1 in place of n. Of a single value nothing is
 * learned: it moves nothing.
 *
 * <p>Second derivatives neglect that mean and variance depend on the values, as all terms across
 * samples.
 *
 * <p>Parameters: scale [maps], shift [maps], running_mean [maps], running_var [maps]. The running
 * ones have no derivatives.
 *
 * @param name the layer's name
 * @param maps number of maps
 * @param epsilon what is added to the variance, above 0
 * @param momentum how far the running values move, above 0 and at most 1; PyTorch's, which is 1
 *     less Keras's
 */
public record BatchNormalization(String name, int maps, float epsilon, float momentum)
    implements Layer {

  /** The ε where nothing is said. */
  public static final float USUAL_EPSILON = 1e-5f;

  /** The momentum where nothing is said. */
  public static final float USUAL_MOMENTUM = 0.1f;

  /** Checks the sizes. */
  public BatchNormalization {
    if (maps < 1) {
      throw new IllegalArgumentException(name + ": " + maps + " maps, wanted at least 1");
    }
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": epsilon " + epsilon + ", wanted a number above 0");
    }
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          name + ": momentum " + momentum + ", wanted above 0 and at most 1");
    }
  }

  /**
   * The usual one: ε 1e-5, momentum 0.1.
   *
   * @param name the layer's name
   * @param maps number of maps
   */
  public BatchNormalization(String name, int maps) {
    this(name, maps, USUAL_EPSILON, USUAL_MOMENTUM);
  }

  @Override
  public Form form() {
    return Form.ROWS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.batchNormalization(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != maps) {
      throw new IllegalArgumentException(
          "%s: input %s, wanted %d maps".formatted(name, input, maps));
    }
    return input;
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        TensorSpec.of("scale", 1, maps),
        TensorSpec.of("shift", 1, maps),
        TensorSpec.of(TensorSpec.RUNNING_MEAN, 1, maps),
        TensorSpec.of(TensorSpec.RUNNING_VARIANCE, 1, maps));
  }

  @Override
  public long connections(Shape input) {
    return 2L * input.size();
  }

  @Override
  public long multiplyAdds(Shape input) {
    return input.size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
