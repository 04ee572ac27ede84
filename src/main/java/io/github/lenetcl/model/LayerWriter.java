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
import io.github.lenetcl.network.Softmax;
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

  private LayerWriter() {}

  /** The fields of each kind of layer. */
  private static final Kinds KINDS = new Kinds();

  /** Returns the fields of a layer, without centres. */
  static Map<String, Object> fields(Layer layer) {
    return layer.match(KINDS).all;
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

  /** What is written of each kind. */
  private static final class Kinds implements Layer.Cases<Fields> {

    @Override
    public Fields convolution(Convolution layer) {
      return new Fields("convolution", layer)
          .kernel(layer.window())
          .with("inputs", layer.table().inputs())
          .outputs(layer.table())
          .bias(layer.bias());
    }

    @Override
    public Fields locallyConnected(LocallyConnected layer) {
      return new Fields("local", layer)
          .kernel(layer.window())
          .with("outputs", layer.outputs())
          .bias(layer.bias());
    }

    @Override
    public Fields subsampling(Subsampling layer) {
      return new Fields("subsampling", layer).with("maps", layer.maps()).window(layer.window());
    }

    @Override
    public Fields pooling(Pooling layer) {
      return new Fields(word(layer.kind()) + "-pool", layer)
          .with("maps", layer.maps())
          .window(layer.window());
    }

    @Override
    public Fields spatialPooling(SpatialPooling layer) {
      return new Fields("s3-pool", layer)
          .with("maps", layer.maps())
          .with("window", layer.side())
          .with("stride", layer.stride())
          .with("grid", layer.grid());
    }

    @Override
    public Fields activation(Activation layer) {
      return layer.isSquash()
          ? new Fields("squash", layer)
          : new Fields("activation", layer).with("function", word(layer.function()));
    }

    @Override
    public Fields pointwise(Pointwise layer) {
      Fields fields = new Fields("activation", layer).with("function", layer.function().word());
      return layer.function().hasAlpha() ? fields.with("alpha", layer.alpha()) : fields;
    }

    @Override
    public Fields flatten(Flatten layer) {
      return new Fields("flatten", layer);
    }

    @Override
    public Fields fullConnection(FullConnection layer) {
      return new Fields("full", layer)
          .with("inputs", layer.inputs())
          .with("outputs", layer.outputs())
          .bias(layer.bias());
    }

    @Override
    public Fields dropout(Dropout layer) {
      return new Fields("dropout", layer).with("rate", layer.rate());
    }

    @Override
    public Fields batchNormalization(BatchNormalization layer) {
      Fields fields = new Fields("batch-normalization", layer).with("maps", layer.maps());
      if (layer.epsilon() != BatchNormalization.USUAL_EPSILON) {
        fields.with("epsilon", layer.epsilon());
      }
      return layer.momentum() == BatchNormalization.USUAL_MOMENTUM
          ? fields
          : fields.with("momentum", layer.momentum());
    }

    @Override
    public Fields radialBasis(RadialBasis layer) {
      Fields fields =
          new Fields("rbf", layer)
              .with("units", layer.centers().units())
              .with("classes", layer.centers().classes());
      return layer.trainable() ? fields.with("trainable", true) : fields;
    }

    @Override
    public Fields softmax(Softmax layer) {
      return new Fields("softmax", layer);
    }
  }

  /** A layer's fields in the order in which they are written, those left out that are the rule. */
  private static final class Fields {

    private final Map<String, Object> all = new LinkedHashMap<>();

    Fields(String kind, Layer layer) {
      all.put("kind", kind);
      all.put("name", layer.name());
    }

    Fields with(String name, Object value) {
      all.put(name, value);
      return this;
    }

    Fields outputs(ConnectionTable table) {
      return table.isFull() ? with("outputs", table.outputs()) : with("table", table.rows());
    }

    Fields bias(boolean bias) {
      return bias ? this : with("bias", false);
    }

    Fields kernel(Window window) {
      return with("kernel", pair(window.height(), window.width())).moves(window, 1, 1);
    }

    Fields window(Window window) {
      return with("window", pair(window.height(), window.width()))
          .moves(window, window.height(), window.width());
    }

    private Fields moves(Window window, int usualDown, int usualAcross) {
      if (window.strideDown() != usualDown || window.strideAcross() != usualAcross) {
        with("stride", pair(window.strideDown(), window.strideAcross()));
      }
      if (window.padding() instanceof Padding.Named named) {
        return with("padding", named.name());
      }
      Padding.Given given = (Padding.Given) window.padding();
      if (given.equals(Padding.NONE)) {
        return this;
      }
      return given.equals(Padding.of(given.top()))
          ? with("padding", given.top())
          : with("padding", List.of(given.top(), given.left(), given.bottom(), given.right()));
    }
  }

  private static Object pair(int down, int across) {
    return down == across ? down : List.of(down, across);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
