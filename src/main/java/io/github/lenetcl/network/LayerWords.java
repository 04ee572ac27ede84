package io.github.lenetcl.network;

import java.util.Locale;

/** Layers in words, for tables and messages. */
final class LayerWords {

  private LayerWords() {}

  /** Returns a layer's name and what it is, such as {@code C1: convolution 5x5}. */
  static String named(Layer layer) {
    return layer.name() + ": " + of(layer);
  }

  static String of(Layer layer) {
    if (layer instanceof Convolution convolution) {
      ConnectionTable table = convolution.table();
      String pairs =
          table.isFull()
              ? ""
              : ", %d of %d pairs".formatted(table.pairs(), table.inputs() * table.outputs());
      return "convolution " + of(convolution.window(), 1, 1) + pairs + bias(convolution.bias());
    }
    if (layer instanceof LocallyConnected local) {
      return "local connection " + of(local.window(), 1, 1) + bias(local.bias());
    }
    if (layer instanceof Subsampling subsampling) {
      return "subsampling " + pooled(subsampling.window());
    }
    if (layer instanceof Pooling pooling) {
      return word(pooling.kind()) + " pooling " + pooled(pooling.window());
    }
    if (layer instanceof SpatialPooling pooling) {
      return "S3Pool %dx%d, stride %d, grid %d"
          .formatted(pooling.side(), pooling.side(), pooling.stride(), pooling.grid());
    }
    if (layer instanceof Activation activation) {
      return of(activation.function());
    }
    if (layer instanceof Pointwise pointwise) {
      return of(pointwise);
    }
    if (layer instanceof FullConnection full) {
      return "full connection" + bias(full.bias());
    }
    if (layer instanceof Dropout dropout) {
      return "dropout " + dropout.rate();
    }
    if (layer instanceof RadialBasis rbf) {
      return "radial basis functions, " + (rbf.trainable() ? "trainable" : "fixed");
    }
    return layer instanceof Flatten ? "flatten" : "softmax";
  }

  static String of(ActivationFunction function) {
    return function == ActivationFunction.SCALED_TANH ? "squash" : word(function);
  }

  private static String of(Pointwise pointwise) {
    String word = word(pointwise.function());
    return pointwise.function().hasAlpha() ? word + " " + pointwise.alpha() : word;
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
