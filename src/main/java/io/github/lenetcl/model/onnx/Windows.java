package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Windows as the attributes of ONNX's convolutions and poolings. */
final class Windows {

  private static final List<Integer> ONES = List.of(1, 1);

  private Windows() {}

  /** Returns kernel_shape, strides and the padding, for an input of a size. */
  static Map<String, Attribute> attributes(Window window, Shape input) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", integers(window.height(), window.width()));
    attributes.put("strides", integers(window.strideDown(), window.strideAcross()));
    Padding.Given zeros = given(window, input);
    attributes.put("pads", integers(zeros.top(), zeros.left(), zeros.bottom(), zeros.right()));
    return attributes;
  }

  static Attribute integers(int... values) {
    return new Attribute.Wholes(IntStream.of(values).mapToObj(Long::valueOf).toList());
  }

  /** Returns the padding in rows and columns, for an input of a size. */
  static Padding.Given given(Window window, Shape input) {
    if (window.padding() instanceof Padding.Given given) {
      return given;
    }
    int top = window.top(input.height());
    int left = window.left(input.width());
    int rows = covered(window.outputHeight(input.height()), window.height(), window.strideDown());
    int columns = covered(window.outputWidth(input.width()), window.width(), window.strideAcross());
    return new Padding.Given(
        top,
        left,
        Math.max(0, rows - input.height() - top),
        Math.max(0, columns - input.width() - left));
  }

  /** The rows or columns from the first that the windows cover to the last. */
  private static int covered(int outputs, int side, int stride) {
    return (outputs - 1) * stride + side;
  }

  /** Returns the window of a pooling. */
  static Window ofPooling(Node node, Shape input) {
    if (!node.has("kernel_shape")) {
      throw Node.unfit("kernel_shape", "absent", "two integers");
    }
    List<Integer> sides = node.integers("kernel_shape", ONES);
    if (!dilations(node).equals(ONES)) {
      throw Node.unfit("dilations", dilations(node), ONES);
    }
    Window window = of(node, sides.get(0), sides.get(1), input);
    return node.integer("ceil_mode", 0) == 0 ? window : roundedUp(window, input);
  }

  /** Returns the window of a convolution, whose weights have its size, gaps included. */
  static Window ofConvolution(Node node, int height, int width, Shape input) {
    List<Integer> sides = node.integers("kernel_shape", List.of(height, width));
    if (!sides.equals(List.of(height, width))) {
      throw Node.unfit("kernel_shape", sides, List.of(height, width));
    }
    List<Integer> dilations = dilations(node);
    return of(node, spread(height, dilations.get(0)), spread(width, dilations.get(1)), input);
  }

  /** Returns how far apart a kernel's values are, down and across. */
  static List<Integer> dilations(Node node) {
    List<Integer> dilations = node.integers("dilations", ONES);
    if (dilations.stream().anyMatch(gap -> gap < 1)) {
      throw Node.unfit("dilations", dilations, "at least 1");
    }
    return dilations;
  }

  private static int spread(int side, int gap) {
    return Math.addExact(Math.multiplyExact(side - 1, gap), 1);
  }

  private static Window of(Node node, int height, int width, Shape input) {
    List<Integer> strides = node.integers("strides", ONES);
    Window window = new Window(height, width, strides.get(0), strides.get(1), Padding.NONE);
    return window.withPadding(padding(node, window, input));
  }

  private static Padding padding(Node node, Window window, Shape input) {
    String automatic = node.text("auto_pad", "NOTSET");
    return switch (automatic) {
      case "NOTSET" -> {
        List<Integer> pads = node.integers("pads", List.of(0, 0, 0, 0));
        yield new Padding.Given(pads.get(0), pads.get(1), pads.get(2), pads.get(3));
      }
      case "VALID" -> Padding.NONE;
      case "SAME_UPPER" -> Padding.SAME;
      case "SAME_LOWER" -> {
        Padding.Given upper = given(window.withPadding(Padding.SAME), input);
        yield new Padding.Given(upper.bottom(), upper.right(), upper.top(), upper.left());
      }
      default -> throw Node.unfit("auto_pad", Node.quote(automatic), "NOTSET, VALID or a SAME");
    };
  }

  /** Rounding up is more padding below and behind, but no window that sees nothing else. */
  private static Window roundedUp(Window window, Shape input) {
    Padding.Given zeros = given(window, input);
    int bottom =
        zeros.bottom()
            + missing(
                input.height(), zeros.top(), zeros.bottom(), window.height(), window.strideDown());
    int right =
        zeros.right()
            + missing(
                input.width(), zeros.left(), zeros.right(), window.width(), window.strideAcross());
    return bottom == zeros.bottom() && right == zeros.right()
        ? window
        : window.withPadding(new Padding.Given(zeros.top(), zeros.left(), bottom, right));
  }

  private static int missing(int values, int before, int behind, int side, int stride) {
    long rest = (long) values + before + behind - side;
    if (rest < 0 || rest % stride == 0 || (rest / stride + 1) * stride >= (long) values + before) {
      return 0;
    }
    return Math.toIntExact(stride - rest % stride);
  }
}
