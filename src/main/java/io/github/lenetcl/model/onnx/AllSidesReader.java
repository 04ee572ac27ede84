package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads windows over all sides of a tensor, the samples and the maps too, as JAX has them: two
 * sides of 1 are put in front, the window is 1 everywhere but over rows and columns, and the two
 * sides are taken away again. A sum is written as a convolution with ones.
 */
final class AllSidesReader {

  /** Sides in front of the samples, as many as a pooling wants in front of its windows. */
  private static final int FRONT = 2;

  private final PointReader points;
  private final PoolReader poolings;

  AllSidesReader(PointReader points, PoolReader poolings) {
    this.points = points;
    this.poolings = poolings;
  }

  /** Returns whether a node puts a side in front of the samples, or goes on from one that did. */
  static boolean reads(Node node, Term first, List<Optional<Numbers>> known) {
    return first instanceof Term.Fronted
        || first instanceof Term.Given given
            && node.op().equals("Unsqueeze")
            && places(node, known, given.sides().length + 2).equals(List.of(0));
  }

  private static List<Integer> places(Node node, List<Optional<Numbers>> known, int rank) {
    return Folding.axes(node, known, 1).orElse(List.of()).stream()
        .map(axis -> Places.axis(axis, rank))
        .sorted()
        .toList();
  }

  /** Reads such a node. */
  Term read(Node node, Term first, List<Optional<Numbers>> known) {
    if (first instanceof Term.Given given) {
      return new Term.Fronted(given, 1);
    }
    Term.Fronted term = (Term.Fronted) first;
    int rank = term.given().sides().length + 1 + term.front();
    boolean whole = term.front() == FRONT;
    switch (node.op()) {
      case "Identity", "Cast" -> {
        return term;
      }
      case "Unsqueeze" -> {
        List<Integer> axes = places(node, known, rank + 1);
        if (!whole && (axes.equals(List.of(0)) || axes.equals(List.of(1)))) {
          return new Term.Fronted(term.given(), FRONT);
        }
      }
      case "Squeeze" -> {
        if (places(node, known, rank).equals(IntStream.range(0, term.front()).boxed().toList())) {
          return term.given();
        }
      }
      case "MaxPool" -> {
        if (whole) {
          return pooled(node, term, ints(node, "kernel_shape", List.of()), 1);
        }
      }
      case "Conv" -> {
        if (whole && known.size() == 2) {
          return summed(node, term, Folding.input(known, 1));
        }
      }
      default -> {
        // Told below.
      }
    }
    throw Node.unfit("input 0", "with a side in front of the samples", "the samples in front");
  }

  private Term summed(Node node, Term.Fronted term, Numbers kernel) {
    List<Long> sides = Arrays.stream(kernel.sides()).asLongStream().boxed().toList();
    List<Long> pads = ints(node, "pads", List.of());
    node.require("group", 1, 1);
    if (sides.size() < FRONT
        || sides.get(0) != 1
        || sides.get(1) != 1
        || kernel.uniform().isEmpty()
        || pads.stream().anyMatch(side -> side != 0)) {
      throw Node.unfit("weights", sides, "equal ones of a sum, without padding");
    }
    double factor = kernel.uniform().get() * kernel.size();
    return pooled(node, term, sides.subList(FRONT, sides.size()), factor);
  }

  private Term pooled(Node node, Term.Fronted term, List<Long> kernel, double factor) {
    Term.Given given = points.settled(term.given());
    int rank = given.sides().length + 1;
    boolean last = Maps.isChannelsLast(given) && !Maps.areMaps(given);
    int rows = last ? 1 : 2;
    List<Long> ones = Collections.nCopies(rank, 1L);
    List<Long> strides = ints(node, "strides", ones);
    List<Long> pads = ints(node, "pads", Collections.nCopies(2 * rank, 0L));
    boolean fits =
        rank == 4
            && (last || Maps.areMaps(given))
            && kernel.size() == rank
            && strides.size() == rank
            && pads.size() == 2 * rank
            && ints(node, "dilations", ones).equals(ones);
    for (int i = 0; fits && i < rank; i++) {
      boolean around = i == rows || i == rows + 1;
      fits = around || kernel.get(i) == 1 && strides.get(i) == 1;
      fits &= around || pads.get(i) == 0 && pads.get(i + rank) == 0;
    }
    if (!fits) {
      throw Node.unfit("kernel_shape", kernel, "1 but for the rows and columns of maps");
    }
    Map<String, Attribute> attributes = new HashMap<>();
    attributes.put("kernel_shape", new Attribute.Wholes(kernel.subList(rows, rows + 2)));
    attributes.put("strides", new Attribute.Wholes(strides.subList(rows, rows + 2)));
    attributes.put(
        "pads",
        new Attribute.Wholes(
            List.of(
                pads.get(rows),
                pads.get(rows + 1),
                pads.get(rows + rank),
                pads.get(rows + 1 + rank))));
    String op = node.op().equals("MaxPool") ? "MaxPool" : "AveragePool";
    Node plain = new Node(node.name(), op, node.inputs(), node.outputs(), attributes);
    Term.Given maps = last ? Term.Given.maps(given.step()) : given;
    Term.Given result = poolings.windows(plain, maps);
    if (last) {
      Shape shape = result.step().shape();
      int[] order = {1, 2, 0};
      int[] sides = {shape.maps(), shape.height(), shape.width()};
      result = result.at(Places.transposed(sides, order), Places.pick(sides, order));
    }
    return new Term.Fronted(
        result.withFunction(PointFunction.SAME.line(factor, 0), node.title()), term.front());
  }

  private static List<Long> ints(Node node, String attribute, List<Long> otherwise) {
    return node.has(attribute) ? node.wholes(attribute) : otherwise;
  }
}
