package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;

/** The calls of pooling, dropout, functions of every value and radial basis functions. */
final class OtherText extends StageText {

  private final Tiles tiles;
  private final Shape in;
  private final Shape out;

  OtherText(Network network, Stage stage, int number, Room room, Tiles tiles) {
    super(network, stage, number, room);
    this.tiles = tiles;
    in = stage.in();
    out = stage.out();
  }

  private String windows(Window window) {
    int top = window.top(in.height());
    int left = window.left(in.width());
    boolean tiling =
        top == 0
            && left == 0
            && window.strideDown() == window.height()
            && window.strideAcross() == window.width()
            && out.height() * window.height() == in.height()
            && out.width() * window.width() == in.width();
    String maps = join(in.maps(), in.height(), in.width(), out.height(), out.width());
    String steps = join(window.strideDown(), window.strideAcross());
    return "(windows){"
        + join(maps, window.height(), window.width(), steps, top, left, tiling)
        + "}";
  }

  /** Returns how a stage of windows begins its calls. */
  private String pooling(ActivationFunction function) {
    if (stage.layer() instanceof Pooling pooling) {
      return join(windows(pooling.window()), pooling.kind(), function, "w", -1, -1);
    }
    String windows = windows(((Subsampling) stage.layer()).window());
    return join(windows, "TRAINABLE", function, "w", offset("coefficient"), offset("bias"));
  }

  private String dropout(Dropout dropout, ActivationFunction function) {
    String factor = dropout.factor() + "f";
    return join(out.size(), stage.index(), dropout.threshold(), factor, function, "draws");
  }

  private String pointwise(Pointwise pointwise, ActivationFunction function) {
    return join(out.size(), pointwise.function(), pointwise.alpha() + "f", function);
  }

  @Override
  void forward(StringBuilder text) {
    text.append("  " + comment());
    if (stage.layer() instanceof Dropout dropout) {
      call(text, "dropout_forward", dropout(dropout, stage.after()), x, y);
    } else if (stage.layer() instanceof Pooling || stage.layer() instanceof Subsampling) {
      call(text, "pooling_forward", pooling(stage.after()), x, y);
    } else if (stage.layer() instanceof Pointwise pointwise) {
      call(text, "pointwise_forward", pointwise(pointwise, stage.after()), x, y);
    } else {
      String sizes = join(in.size(), out.size(), tiles.ofUnits(out.size()));
      call(text, "radial_basis_forward", sizes, "centers", x, y);
    }
  }

  @Override
  void backward(StringBuilder text) {
    text.append("  " + comment());
    ActivationFunction before = stage.before();
    if (stage.first() && !(stage.layer() instanceof Subsampling)) {
      text.append("  // It has no parameters, and nothing lies below it.\n");
    } else if (stage.layer() instanceof Dropout dropout) {
      call(text, "dropout_backward", dropout(dropout, before), y, x);
    } else if (stage.layer() instanceof Pooling || stage.layer() instanceof Subsampling) {
      call(text, "pooling_backward", pooling(before), y, x, scratch, "g", "add");
    } else if (stage.layer() instanceof Pointwise pointwise) {
      call(text, "pointwise_backward", pointwise(pointwise, before), y, x);
    } else {
      String sizes = join(in.size(), out.size());
      call(text, "radial_basis_backward", sizes, before, "centers", y, x);
    }
  }
}
