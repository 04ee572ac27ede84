package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Optional;

/** Reads poolings: over windows, and over whole maps. */
final class PoolReader {

  Term.Given windows(Node node, Term.Given tensor) {
    Step step = inOrder(Maps.asMaps(tensor)).step();
    if (node.op().equals("MaxPool")) {
      node.require("storage_order", 0, 0);
      Window window = Windows.ofPooling(node, step.shape());
      return pooled(node, step, new Operation.Pooled(Pooling.Kind.MAX, window));
    }
    boolean counts = node.integer("count_include_pad", 0) != 0;
    Padding.Given zeros = new Padding.Given(0, 0, 0, 0);
    if (step.operation() instanceof Operation.Padded padded) {
      zeros = padded.zeros();
      step = step.before().orElseThrow();
    }
    Window window = Windows.ofPooling(node, step.shape());
    Padding.Given own = Windows.given(window, step.shape());
    if (!zeros.equals(Padding.NONE)) {
      if (!own.equals(Padding.NONE)) {
        throw Node.unfit("pads", own, "none behind a Pad");
      }
      return pooled(node, step, Operation.Pooled.mean(window.withPadding(zeros), true));
    }
    boolean rounded = node.integer("ceil_mode", 0) != 0;
    List<Integer> pads = node.integers("pads", List.of(0, 0, 0, 0));
    if (rounded && counts) {
      // What rounding up adds never counts: without other padding none does.
      if (pads.stream().anyMatch(side -> side != 0)
          && !own.equals(new Padding.Given(pads.get(0), pads.get(1), pads.get(2), pads.get(3)))) {
        throw Node.unfit("ceil_mode", 1, "0 where padding counts");
      }
      counts = pads.stream().anyMatch(side -> side != 0);
    }
    return pooled(node, step, Operation.Pooled.mean(window, counts));
  }

  private static Term.Given pooled(Node node, Step step, Operation pooled) {
    return Term.Given.maps(step.then(pooled, node.title()));
  }

  /** Reads a pooling of whole maps, which may be written as a mean or sum over two sides. */
  Term.Given wholeMaps(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    boolean maximum = node.op().equals("GlobalMaxPool") || node.op().equals("ReduceMax");
    boolean global = node.op().startsWith("Global");
    boolean last = !global && Maps.isChannelsLast(given);
    Term.Given maps = last ? given : inOrder(Maps.asMaps(given));
    if (!global) {
      List<Long> axes =
          Folding.axes(node, inputs, 1).orElseThrow(() -> Node.unfit("axes", "absent", "two"));
      List<Integer> found = axes.stream().map(axis -> Places.axis(axis, 4)).sorted().toList();
      List<Integer> wanted = last ? List.of(1, 2) : List.of(2, 3);
      if (!found.equals(wanted)) {
        throw Node.unfit("axes", found, wanted + ", the rows and columns");
      }
    }
    Shape shape = maps.step().shape();
    Pooling.Kind kind = maximum ? Pooling.Kind.MAX : Pooling.Kind.AVERAGE;
    Window whole = Window.of(shape.height(), shape.width());
    Step step = maps.step().then(new Operation.Pooled(kind, whole), node.title());
    Term.Given pooled = last ? Term.Given.all(step, 1, 1, shape.maps()) : Term.Given.maps(step);
    if (!global && node.integer("keepdims", 1) == 0) {
      pooled = Term.Given.all(step, shape.maps());
    }
    // A sum is a mean as many times; who divides by that has the mean.
    return node.op().equals("ReduceSum")
        ? pooled.withFunction(PointFunction.SAME.line(shape.area(), 0), node.title())
        : pooled;
  }

  private static Term.Given inOrder(Term.Given maps) {
    if (!maps.isInOrder()) {
      throw new IllegalArgumentException("reads some maps or another order, wanted all in order");
    }
    return maps;
  }
}
