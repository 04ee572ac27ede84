package io.github.lenetcl.model.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the values of a tensor stand once its sides are turned, cut or stretched: for every value
 * of the result its place in the tensor it came from. The same for known values as for those that a
 * layer gives, so that weights and layouts are moved by one piece of code.
 */
final class Places {

  /** The most values of one tensor. */
  private static final long MOST = 1 << 25;

  private Places() {}

  /** Returns the number of values of a tensor with such sides, within the bound. */
  static int count(int... sides) {
    long count = 1;
    for (int side : sides) {
      if (side < 0) {
        throw Node.unfit("side", side, "0 or more");
      }
      count = Math.min(count * side, 1L << 40);
    }
    if (count > MOST) {
      throw Node.unfit("size", Arrays.toString(sides), "at most " + MOST + " values");
    }
    return (int) count;
  }

  static int[] all(int... sides) {
    return IntStream.range(0, count(sides)).toArray();
  }

  /** Walks through a result whose axes have these steps in the tensor that it is taken from. */
  static int[] walk(int first, int[] sides, int[] steps) {
    int[] places = new int[count(sides)];
    int[] at = new int[sides.length];
    int place = first;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = sides.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        if (++at[axis] < sides[axis]) {
          break;
        }
        place -= steps[axis] * sides[axis];
        at[axis] = 0;
      }
    }
    return places;
  }

  /** Returns how far apart neighbours along each axis are. */
  static int[] steps(int[] sides) {
    int[] steps = new int[sides.length];
    int step = 1;
    for (int axis = sides.length - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= sides[axis];
    }
    return steps;
  }

  static int[] pick(int[] values, int[] order) {
    return Arrays.stream(order).map(i -> values[i]).toArray();
  }

  static int[] transposed(int[] sides, int[] order) {
    return walk(0, pick(sides, order), pick(steps(sides), order));
  }

  /** Returns the places where sides are stretched to those of a larger tensor. */
  static int[] stretched(int[] sides, int[] common) {
    int[] own = steps(sides);
    int[] steps = new int[common.length];
    int more = common.length - sides.length;
    for (int axis = 0; axis < sides.length; axis++) {
      steps[axis + more] = sides[axis] == 1 ? 0 : own[axis];
    }
    return walk(0, common, steps);
  }

  /** Returns the sides that two tensors have in common once those of 1 are stretched. */
  static int[] common(int[] a, int[] b) {
    int[] common = new int[Math.max(a.length, b.length)];
    for (int i = 1; i <= common.length; i++) {
      int left = i <= a.length ? a[a.length - i] : 1;
      int right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw Node.unfit("sides", Arrays.toString(a) + " and " + Arrays.toString(b), "equal ones");
      }
      common[common.length - i] = left == 1 ? right : left;
    }
    count(common);
    return common;
  }

  /** Returns the places of a tensor cut along an axis to the given indices. */
  static int[] selected(int[] sides, int axis, int[] indices) {
    int inner = 1;
    for (int i = axis + 1; i < sides.length; i++) {
      inner *= sides[i];
    }
    int[] cut = sides.clone();
    cut[axis] = indices.length;
    int[] places = new int[count(cut)];
    for (int i = 0; i < places.length; i++) {
      int index = indices[i / inner % indices.length];
      int outer = i / inner / indices.length;
      places[i] = (outer * sides[axis] + index) * inner + i % inner;
    }
    return places;
  }

  /** Returns an axis that may be counted from the end. */
  static int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw Node.unfit("axis", axis, "one of " + rank + " sides");
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Returns the order of sides that Transpose is to give. */
  static int[] order(Node node, int rank) {
    int[] order = IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    if (node.has("perm")) {
      order = node.wholes("perm").stream().mapToInt(i -> axis(i, rank)).toArray();
    }
    int[] sorted = Arrays.stream(order).sorted().toArray();
    if (!Arrays.equals(sorted, IntStream.range(0, rank).toArray())) {
      throw Node.unfit("perm", Arrays.toString(order), "each of " + rank + " sides once");
    }
    return order;
  }

  /** Returns the indices that Slice takes along one axis. */
  static int[] range(long start, long end, long step, int side) {
    if (step == 0 || step == Long.MIN_VALUE) {
      throw Node.unfit("steps", step, "another number");
    }
    long least = step > 0 ? 0 : -1;
    long most = step > 0 ? side : side - 1L;
    long from = Math.max(least, Math.min(most, start < 0 ? start + side : start));
    long to = Math.max(least, Math.min(most, end < 0 ? Math.max(end, -side - 1L) + side : end));
    long distance = step > 0 ? to - from : from - to;
    long stride = Math.abs(step);
    int count = (int) (distance <= 0 ? 0 : (distance + stride - 1) / stride);
    return IntStream.range(0, count).map(i -> (int) (from + i * step)).toArray();
  }

  /** Returns what Reshape makes of sides that may be 0 (as before) or −1 (what is left). */
  static int[] reshaped(int[] sides, List<Long> wanted, boolean zeroStands) {
    int[] result = new int[wanted.size()];
    long known = 1;
    int free = -1;
    for (int i = 0; i < result.length; i++) {
      long side = wanted.get(i);
      if (side == 0 && !zeroStands && i < sides.length) {
        side = sides[i];
      }
      if (side == -1 && free < 0) {
        free = i;
        continue;
      }
      if (side < 0 || side > Integer.MAX_VALUE) {
        throw Node.unfit("shape", wanted, "sides of 0 or more, one of them -1");
      }
      result[i] = (int) side;
      known = Math.min(known * side, 1L << 40);
    }
    long size = 1;
    for (int side : sides) {
      size *= side;
    }
    if (free >= 0 && known > 0 && size % known == 0) {
      result[free] = Math.toIntExact(size / known);
    } else if (free >= 0 || known != size) {
      throw Node.unfit("shape", wanted, "one of " + size + " values, as " + Arrays.toString(sides));
    }
    return result;
  }
}
