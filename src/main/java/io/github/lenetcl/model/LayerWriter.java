package io.github.lenetcl.model;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Layers as JSON objects. */
final class LayerWriter {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private LayerWriter() {}

  /** Returns the fields of a layer, without centres. */
  static Map<String, Object> fields(Layer layer) {
    LayerWriter writer = new LayerWriter();
    writer.write(layer);
    return writer.fields;
  }

  static List<List<Float>> centers(Centers centers) {
    List<List<Float>> rows = new ArrayList<>();
    for (float[] values : centers.values()) {
      List<Float> row = new ArrayList<>();
      for (float value : values) {
        row.add(value);
      }
      rows.add(row);
    }
    return rows;
  }

  private void write(Layer layer) {
    if (layer instanceof Convolution convolution) {
      begin("convolution", layer);
      kernel(convolution.window());
      fields.put("inputs", convolution.table().inputs());
      outputs(convolution.table());
      bias(convolution.bias());
    } else if (layer instanceof LocallyConnected local) {
      begin("local", layer);
      kernel(local.window());
      fields.put("outputs", local.outputs());
      bias(local.bias());
    } else if (layer instanceof Subsampling subsampling) {
      begin("subsampling", layer);
      fields.put("maps", subsampling.maps());
      window(subsampling.window());
    } else if (layer instanceof Pooling pooling) {
      begin(word(pooling.kind()) + "-pool", layer);
      fields.put("maps", pooling.maps());
      window(pooling.window());
    } else if (layer instanceof SpatialPooling pooling) {
      begin("s3-pool", layer);
      fields.put("maps", pooling.maps());
      fields.put("window", pooling.side());
      fields.put("stride", pooling.stride());
      fields.put("grid", pooling.grid());
    } else if (layer instanceof Activation activation) {
      begin(activation.isSquash() ? "squash" : "activation", layer);
      if (!activation.isSquash()) {
        fields.put("function", word(activation.function()));
      }
    } else if (layer instanceof Pointwise pointwise) {
      begin("activation", layer);
      fields.put("function", pointwise.function().word());
      if (pointwise.function().hasAlpha()) {
        fields.put("alpha", pointwise.alpha());
      }
    } else if (layer instanceof FullConnection full) {
      begin("full", layer);
      fields.put("inputs", full.inputs());
      fields.put("outputs", full.outputs());
      bias(full.bias());
    } else if (layer instanceof Dropout dropout) {
      begin("dropout", layer);
      fields.put("rate", dropout.rate());
    } else if (layer instanceof BatchNormalization normalization) {
      begin("batch-normalization", layer);
      fields.put("maps", normalization.maps());
      if (normalization.epsilon() != BatchNormalization.USUAL_EPSILON) {
        fields.put("epsilon", normalization.epsilon());
      }
      if (normalization.momentum() != BatchNormalization.USUAL_MOMENTUM) {
        fields.put("momentum", normalization.momentum());
      }
    } else if (layer instanceof RadialBasis rbf) {
      begin("rbf", layer);
      fields.put("units", rbf.centers().units());
      fields.put("classes", rbf.centers().classes());
      if (rbf.trainable()) {
        fields.put("trainable", true);
      }
    } else {
      begin(layer instanceof Flatten ? "flatten" : "softmax", layer);
    }
  }

  private void begin(String kind, Layer layer) {
    fields.put("kind", kind);
    fields.put("name", layer.name());
  }

  private void outputs(ConnectionTable table) {
    if (table.isFull()) {
      fields.put("outputs", table.outputs());
    } else {
      fields.put("table", table.rows());
    }
  }

  /** Biases are the rule. */
  private void bias(boolean bias) {
    if (!bias) {
      fields.put("bias", false);
    }
  }

  private void kernel(Window window) {
    fields.put("kernel", pair(window.height(), window.width()));
    moves(window, 1, 1);
  }

  private void window(Window window) {
    fields.put("window", pair(window.height(), window.width()));
    moves(window, window.height(), window.width());
  }

  /** Only what is not the rule. */
  private void moves(Window window, int usualDown, int usualAcross) {
    if (window.strideDown() != usualDown || window.strideAcross() != usualAcross) {
      fields.put("stride", pair(window.strideDown(), window.strideAcross()));
    }
    if (window.padding() instanceof Padding.Named named) {
      fields.put("padding", named.name());
    } else if (window.padding() instanceof Padding.Given given && !given.equals(Padding.NONE)) {
      fields.put(
          "padding",
          given.equals(Padding.of(given.top()))
              ? given.top()
              : List.of(given.top(), given.left(), given.bottom(), given.right()));
    }
  }

  private static Object pair(int down, int across) {
    return down == across ? down : List.of(down, across);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
