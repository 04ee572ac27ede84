package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * y_o[r,c] = b_o + Σ over the pairs (i,o) of the table, Σ_{p,q} w_io[p,q]·x_i[r·s+p−top,
 * c·t+q−left] with any kernel, strides s and t, zeros around the input, and with or without b.
 *
 * <p>Every pass makes for each input map and each place (p,q) of the kernel the plane that the
 * output maps see there, and handles all output maps that read it; strides and zeros are met only
 * then. Planes are arrays of their own and are met at the same index: the form of loop that the JIT
 * compiler turns into vector instructions.
 */
final class ConvolutionOperation implements Operation {

  private final Fields fields;
  private final Shape in;
  private final Shape out;
  private final int weightAt;
  private final OptionalInt biasAt;

  /** For each input map the pairs that read it, and their output maps. */
  private final int[][] pairsOf;

  private final int[] outputOf;
  private final ThreadLocal<Planes> planes;

  /** Arrays to work in: one plane for each output map, and what they see of an input map. */
  private record Planes(float[][] out, float[] seen) {}

  ConvolutionOperation(Convolution layer, Shape input, int weightAt, OptionalInt biasAt) {
    in = input;
    out = layer.outputShape(input);
    fields = new Fields(layer.window(), in, out);
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    outputOf = layer.table().pairOutputs();
    int[] readers = layer.table().readers();
    int[] first = layer.table().firstReaders();
    pairsOf = new int[in.maps()][];
    for (int i = 0; i < in.maps(); i++) {
      pairsOf[i] = Arrays.copyOfRange(readers, first[i], first[i + 1]);
    }
    planes =
        ThreadLocal.withInitial(
            () -> new Planes(new float[out.maps()][out.area()], new float[out.area()]));
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    Planes planes = this.planes.get();
    for (int o = 0; o < out.maps(); o++) {
      Arrays.fill(planes.out[o], biasAt.isPresent() ? w[biasAt.getAsInt() + o] : 0);
    }
    for (int i = 0; i < in.maps(); i++) {
      for (int place = 0; place < fields.window().area(); place++) {
        see(x, xAt + i * in.area(), place, planes.seen);
        for (int pair : pairsOf[i]) {
          Run.add(planes.out[outputOf[pair]], w[weight(pair, place)], planes.seen);
        }
      }
    }
    for (int o = 0; o < out.maps(); o++) {
      System.arraycopy(planes.out[o], 0, y, yAt + o * out.area(), out.area());
    }
  }

  /**
   * Each plane's derivatives go to the inputs that it shows; with the weights squared, curvature.
   */
  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Planes planes = planesOf(dy, dyAt);
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int i = 0; i < in.maps(); i++) {
      for (int place = 0; place < fields.window().area(); place++) {
        Arrays.fill(planes.seen, 0);
        for (int pair : pairsOf[i]) {
          float weight = w[weight(pair, place)];
          Run.add(planes.seen, degree.factor(weight), planes.out[outputOf[pair]]);
        }
        addSeen(planes.seen, place, dx, dxAt + i * in.area());
      }
    }
  }

  /** dw_io[p,q] += Σ dy_o·(what it sees of x_i there); with the inputs squared, the curvature. */
  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    Planes planes = planesOf(dy, dyAt);
    if (biasAt.isPresent()) {
      Arrays.fill(planes.seen, 1);
      for (int o = 0; o < out.maps(); o++) {
        dw[biasAt.getAsInt() + o] += Run.dot(planes.seen, planes.out[o]);
      }
    }
    for (int i = 0; i < in.maps(); i++) {
      for (int place = 0; place < fields.window().area(); place++) {
        see(x, xAt + i * in.area(), place, planes.seen);
        if (degree == Degree.SECOND) {
          Run.square(planes.seen);
        }
        for (int pair : pairsOf[i]) {
          dw[weight(pair, place)] += Run.dot(planes.seen, planes.out[outputOf[pair]]);
        }
      }
    }
  }

  private int weight(int pair, int place) {
    return weightAt + pair * fields.window().area() + place;
  }

  private Planes planesOf(float[] y, int yAt) {
    Planes planes = this.planes.get();
    for (int o = 0; o < out.maps(); o++) {
      System.arraycopy(y, yAt + o * out.area(), planes.out[o], 0, out.area());
    }
    return planes;
  }

  /** Makes the plane of what each unit sees of an input map at a place of its window. */
  private void see(float[] x, int mapAt, int place, float[] plane) {
    int q = place % fields.window().width();
    int across = fields.window().strideAcross();
    int begin = fields.begin(q);
    int end = Math.max(begin, fields.end(q));
    for (int r = 0; r < out.height(); r++) {
      int row = r * out.width();
      int y = fields.row(r, place / fields.window().width());
      if (!fields.hasRow(y)) {
        Arrays.fill(plane, row, row + out.width(), 0);
        continue;
      }
      int first = mapAt + y * in.width() + q - fields.left();
      Arrays.fill(plane, row, row + begin, 0);
      if (across == 1) {
        System.arraycopy(x, first + begin, plane, row + begin, end - begin);
      } else {
        for (int c = begin; c < end; c++) {
          plane[row + c] = x[first + c * across];
        }
      }
      Arrays.fill(plane, row + end, row + out.width(), 0);
    }
  }

  /** Adds a plane to the inputs that {@link #see} takes it from. */
  private void addSeen(float[] plane, int place, float[] dx, int mapAt) {
    int q = place % fields.window().width();
    int across = fields.window().strideAcross();
    int begin = fields.begin(q);
    int end = fields.end(q);
    for (int r = 0; r < out.height(); r++) {
      int row = r * out.width();
      int y = fields.row(r, place / fields.window().width());
      if (fields.hasRow(y)) {
        int first = mapAt + y * in.width() + q - fields.left();
        for (int c = begin; c < end; c++) {
          dx[first + c * across] += plane[row + c];
        }
      }
    }
  }
}
