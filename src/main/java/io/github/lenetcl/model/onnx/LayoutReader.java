package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Padding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the operators that only move values: in the end they are where the weights behind them are
 * taken from. The first side, the samples, stays where it is.
 */
final class LayoutReader {

  private final int samples;

  LayoutReader(int samples) {
    this.samples = samples;
  }

  /** Returns the sides with the samples in front. */
  int[] whole(Term.Given given) {
    return whole(given.sides());
  }

  int[] whole(int... sides) {
    return IntStream.concat(IntStream.of(samples), Arrays.stream(sides)).toArray();
  }

  /** Returns the sides without the samples. */
  int[] own(int[] whole, Object what) {
    if (whole.length == 0 || whole[0] != samples) {
      throw Node.unfit("first side", what, "the samples: it is read for " + samples + " of them");
    }
    return Arrays.copyOfRange(whole, 1, whole.length);
  }

  Term.Given transpose(Node node, Term.Given given) {
    int[] order = Places.order(node, given.sides().length + 1);
    if (order[0] != 0) {
      throw Node.unfit("perm", Arrays.toString(order), "0 first: the samples stay in front");
    }
    int[] rest = Arrays.stream(order).skip(1).map(axis -> axis - 1).toArray();
    return given.at(Places.transposed(given.sides(), rest), Places.pick(given.sides(), rest));
  }

  Term.Given reshape(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    List<Long> wanted = Folding.longs(node, inputs, 1, "shape");
    int[] sides = Places.reshaped(whole(given), wanted, node.integer("allowzero", 0) != 0);
    return given.withSides(own(sides, wanted));
  }

  Term.Given flatten(Node node, Term.Given given) {
    long axis = Places.axis(node.integer("axis", 1), given.sides().length + 1);
    if (axis != 1) {
      throw Node.unfit("axis", axis, 1);
    }
    return given.withSides(given.order().length);
  }

  Term.Given squeeze(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    Optional<List<Long>> axes = Folding.axes(node, inputs, 1);
    return given.withSides(own(Folding.squeezed(whole(given), axes), "squeezed"));
  }

  Term.Given unsqueeze(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    List<Long> axes =
        Folding.axes(node, inputs, 1).orElseThrow(() -> Node.unfit("axes", "absent", "integers"));
    int[] sides = Folding.unsqueezed(whole(given), axes);
    return given.withSides(own(sides, axes));
  }

  Term.Given slice(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    Term.Given result = given;
    for (Folding.Cut cut : Folding.cuts(node, inputs, whole(given))) {
      if (cut.axis() > 0) {
        result = selected(result, cut.axis() - 1, cut.indices());
      } else if (cut.indices().length != samples) {
        throw Node.unfit("axes", "[0]", "none of the samples cut away");
      }
    }
    return result;
  }

  Term.Given gather(Node node, Term.Given given, Numbers indices) {
    int axis = Places.axis(node.integer("axis", 0), given.sides().length + 1) - 1;
    if (axis < 0) {
      throw Node.unfit("axis", 0, "one behind the samples");
    }
    int[] chosen = Folding.indices(indices, given.sides()[axis]);
    int[] sides = Folding.gathered(given.sides(), axis, indices.sides());
    return selected(given, axis, chosen).withSides(sides);
  }

  List<Term> split(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    int axis = Places.axis(node.integer("axis", 0), given.sides().length + 1) - 1;
    int side = axis < 0 ? 0 : given.sides()[axis];
    int parts = node.outputs().size();
    List<Long> sizes = new ArrayList<>();
    if (node.has("split") || inputs.size() > 1 && inputs.get(1).isPresent()) {
      sizes.addAll(Folding.longs(node, inputs, 1, "split"));
    } else {
      int each = (side + parts - 1) / parts;
      IntStream.range(0, parts)
          .forEach(i -> sizes.add((long) Math.max(0, Math.min(each, side - i * each))));
    }
    long sum = sizes.stream().mapToLong(Long::longValue).sum();
    if (axis < 0 || sizes.size() != parts || sum != side || sizes.stream().anyMatch(n -> n < 1)) {
      throw Node.unfit("split", sizes, "parts of one of the sides behind the samples");
    }
    List<Term> result = new ArrayList<>();
    int from = 0;
    for (long size : sizes) {
      int to = from + (int) size;
      result.add(selected(given, axis, IntStream.range(from, to).toArray()));
      from = to;
    }
    return result;
  }

  private static Term.Given selected(Term.Given given, int axis, int[] indices) {
    int[] sides = given.sides().clone();
    int[] places = Places.selected(sides, axis, indices);
    sides[axis] = indices.length;
    return given.at(places, sides);
  }

  /** Joins parts of what one step gives. */
  Term.Given concat(Node node, List<Term.Given> parts) {
    Term.Given first = parts.get(0);
    int axis = Places.axis(node.integer("axis", 1), first.sides().length + 1) - 1;
    if (axis < 0) {
      throw Node.unfit("axis", 0, "one behind the samples");
    }
    int[] sides = Folding.joined(parts.stream().map(Term.Given::sides).toList(), axis);
    int[] order = new int[Places.count(sides)];
    int outer = Places.count(Arrays.copyOf(sides, axis));
    int width = order.length / Math.max(1, outer);
    int block = 0;
    for (Term.Given part : parts) {
      int own = part.order().length / Math.max(1, outer);
      for (int row = 0; row < outer; row++) {
        System.arraycopy(part.order(), row * own, order, row * width + block, own);
      }
      block += own;
    }
    return new Term.Given(first.step(), sides, order, first.function(), first.label());
  }

  /** Zeros around rows and columns, wherever they stand, or nothing. */
  Optional<Padding.Given> pad(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    List<Long> pads = Folding.longs(node, inputs, 1, "pads");
    int[] sides = whole(given);
    List<Long> all = new ArrayList<>();
    IntStream.range(0, 2 * sides.length).forEach(i -> all.add(0L));
    List<Long> axes =
        inputs.size() > 3 && inputs.get(3).isPresent()
            ? inputs.get(3).get().integers("axes")
            : IntStream.range(0, sides.length).mapToObj(Long::valueOf).toList();
    if (pads.size() != 2 * axes.size()) {
      throw Node.unfit("pads", pads, "two for each side");
    }
    for (int i = 0; i < axes.size(); i++) {
      int axis = Places.axis(axes.get(i), sides.length);
      all.set(axis, pads.get(i));
      all.set(axis + sides.length, pads.get(i + axes.size()));
    }
    if (all.stream().allMatch(side -> side == 0)) {
      return Optional.empty();
    }
    double filling = node.number("value", 0);
    if (inputs.size() > 2 && inputs.get(2).isPresent()) {
      filling = inputs.get(2).get().single("value");
    }
    boolean last = sides.length == 4 && Maps.isChannelsLast(given);
    int rows = last ? 1 : 2;
    boolean around = sides.length == 4 && filling == 0 && (last || Maps.areMaps(given));
    for (int i = 0; i < all.size(); i++) {
      int axis = i % sides.length;
      around &= all.get(i) == 0 || axis == rows || axis == rows + 1;
    }
    String mode = node.text("mode", "constant");
    if (!mode.equals("constant")) {
      throw Node.unfit("mode", Node.quote(mode), "'constant': zeros around rows and columns");
    }
    if (!around) {
      throw Node.unfit("padding", all + " of " + filling, "zeros around rows and columns");
    }
    return Optional.of(
        new Padding.Given(
            Math.toIntExact(all.get(rows)),
            Math.toIntExact(all.get(rows + 1)),
            Math.toIntExact(all.get(rows + 4)),
            Math.toIntExact(all.get(rows + 5))));
  }
}
