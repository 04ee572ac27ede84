package io.github.lenetcl.network;

import java.util.Locale;

/** Layers in words, for tables and messages. */
final class LayerWords implements Layer.Cases<String> {

  private static final LayerWords WORDS = new LayerWords();

  private LayerWords() {}

  /** Returns a layer's name and what it is, such as {@code C1: convolution 5x5}. */
  static String named(Layer layer) {
    return layer.name() + ": " + of(layer);
  }

  static String of(Layer layer) {
    return layer.match(WORDS);
  }

  @Override
  public String convolution(Convolution layer) {
    ConnectionTable table = layer.table();
    String pairs =
        table.isFull()
            ? ""
            : ", %d of %d pairs".formatted(table.pairs(), table.inputs() * table.outputs());
    return "convolution " + of(layer.window(), 1, 1) + pairs + bias(layer.bias());
  }

  @Override
  public String locallyConnected(LocallyConnected layer) {
    return "local connection " + of(layer.window(), 1, 1) + bias(layer.bias());
  }

  @Override
  public String subsampling(Subsampling layer) {
    return "subsampling " + pooled(layer.window());
  }

  @Override
  public String pooling(Pooling layer) {
    return word(layer.kind()) + " pooling " + pooled(layer.window());
  }

  @Override
  public String spatialPooling(SpatialPooling layer) {
    return "S3Pool %dx%d, stride %d, grid %d"
        .formatted(layer.side(), layer.side(), layer.stride(), layer.grid());
  }

  @Override
  public String activation(Activation layer) {
    return of(layer.function());
  }

  @Override
  public String pointwise(Pointwise layer) {
    String word = word(layer.function());
    return layer.function().hasAlpha() ? word + " " + layer.alpha() : word;
  }

  @Override
  public String flatten(Flatten layer) {
    return "flatten";
  }

  @Override
  public String fullConnection(FullConnection layer) {
    return "full connection" + bias(layer.bias());
  }

  @Override
  public String dropout(Dropout layer) {
    return "dropout " + layer.rate();
  }

  /** With ε and momentum where they are not the usual ones. */
  @Override
  public String batchNormalization(BatchNormalization layer) {
    boolean epsilon = layer.epsilon() != BatchNormalization.USUAL_EPSILON;
    boolean momentum = layer.momentum() != BatchNormalization.USUAL_MOMENTUM;
    return "batch normalisation"
        + (epsilon ? ", epsilon " + layer.epsilon() : "")
        + (momentum ? ", momentum " + layer.momentum() : "");
  }

  @Override
  public String radialBasis(RadialBasis layer) {
    return "radial basis functions, " + (layer.trainable() ? "trainable" : "fixed");
  }

  @Override
  public String softmax(Softmax layer) {
    return "softmax";
  }

  static String of(ActivationFunction function) {
    return function == ActivationFunction.SCALED_TANH ? "squash" : word(function);
  }

  private static String pooled(Window window) {
    return of(window, window.height(), window.width());
  }

  /** A window, with the stride where it is not the usual one. */
  private static String of(Window window, int usualDown, int usualAcross) {
    int down = window.strideDown();
    int across = window.strideAcross();
    String stride =
        down == usualDown && across == usualAcross
            ? ""
            : ", stride " + (down == across ? "" + down : down + "x" + across);
    return window + stride + of(window.padding());
  }

  private static String of(Padding padding) {
    if (padding instanceof Padding.Named named) {
      return ", " + named.name();
    }
    Padding.Given given = (Padding.Given) padding;
    if (given.equals(Padding.NONE)) {
      return "";
    }
    boolean alike = given.equals(Padding.of(given.top()));
    return ", padding "
        + (alike
            ? "" + given.top()
            : "%d,%d,%d,%d".formatted(given.top(), given.left(), given.bottom(), given.right()));
  }

  private static String bias(boolean bias) {
    return bias ? "" : ", no bias";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
