package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.NormalizationOperation;
import io.github.lenetcl.compute.cpu.reference.Operation;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.compute.cpu.reference.RadialBasisOperation;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The reference's operations, on one sample at a time. */
public final class ReferenceNetwork implements BlockNetwork {

  /** What an implementation in plain loops, sample by sample, is called. */
  public static final String NAME = "reference";

  private final PlanSpec spec;
  private final List<Shape> shapes;
  private final float[] parameters;
  private final BatchStatistics statistics;
  private final boolean[] inPlace;

  /** Those that draw nothing, which all samples share. */
  private final Operation[] shared;

  /**
   * Makes the operations.
   *
   * @param parameters the plan's parameters, for operations that need them in every pass
   * @param statistics the plan's, for batch normalisation
   */
  public ReferenceNetwork(PlanSpec spec, float[] parameters, BatchStatistics statistics) {
    this.statistics = statistics;
    this.spec = spec;
    this.parameters = parameters;
    shapes = spec.network().shapesFor(spec.input());
    shared = new Operation[shapes.size()];
    inPlace = new boolean[shapes.size()];
    LayerOperations making = making(new PassDraws());
    for (int i = 0; i < shared.length; i++) {
      shared[i] = making.of(i, shape(i));
      inPlace[i] = making.inPlace(i);
    }
  }

  private LayerOperations making(PassDraws draws) {
    return new LayerOperations(spec.network(), draws, parameters, statistics);
  }

  /** The shape at a boundary between layers. */
  private Shape shape(int boundary) {
    return boundary == 0 ? spec.input() : shapes.get(boundary - 1);
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Sample block(boolean backward, Optional<BatchProducts> products) {
    return new Sample(backward);
  }

  @Override
  public Optional<JointPasses> joint(Workers workers) {
    return statistics.indices().isEmpty()
        ? Optional.empty()
        : Optional.of(new NormalizedPasses(statistics, shared.length, workers));
  }

  @Override
  public List<String> implementations() {
    return Collections.nCopies(shared.length, NAME);
  }

  /** One sample. */
  final class Sample implements LayeredBlock {

    private final Buffers buffers = new Buffers(spec.guarded());
    private final PassDraws draws = new PassDraws();
    private final Operation[] operations = shared.clone();

    /** The values before each layer and at the end; what is in place shares the array before it. */
    private final float[][] values;

    /** The derivatives by {@link #values}, shared alike but for those by the inputs. */
    private final float[][] derivatives;

    Sample(boolean backward) {
      LayerOperations making = making(draws);
      for (int i = 0; i < operations.length; i++) {
        if (spec.network().layers().get(i).draws()) {
          operations[i] = making.of(i, shape(i));
        }
      }
      values = make("values ", 0);
      derivatives = backward ? make("derivatives of values ", 1) : new float[0][];
    }

    private float[][] make(String name, int firstShared) {
      float[][] arrays = new float[operations.length + 1][];
      for (int i = 0; i < arrays.length; i++) {
        boolean same = i > firstShared && inPlace[i - 1];
        arrays[i] = same ? arrays[i - 1] : buffers.make(name + i, shape(i).size());
      }
      return arrays;
    }

    @Override
    public void begin(Source source, int first) {
      draws.begin(source, first);
    }

    @Override
    public float[] inputs() {
      return values[0];
    }

    @Override
    public boolean isDrawing() {
      return draws.isOn();
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public void addValues(int layer, double[] sums) {
      ((NormalizationOperation) operations[layer]).addValues(values[layer], 0, sums);
    }

    @Override
    public void addDerivatives(int layer, double[] sums) {
      ((NormalizationOperation) operations[layer])
          .addDerivatives(values[layer], 0, derivatives[layer + 1], 0, sums);
    }

    @Override
    public void forward(float[] w) {
      forward(w, 0, operations.length);
    }

    @Override
    public void forward(float[] w, int from, int to) {
      for (int i = from; i < to; i++) {
        operations[i].forward(values[i], 0, w, values[i + 1], 0);
      }
    }

    @Override
    public void copyOut(int boundary, int lane, float[] to, int at) {
      System.arraycopy(values[boundary], 0, to, at, shape(boundary).size());
    }

    /** Takes over what a block computed forward for one of its samples. */
    void copyFrom(Block block, int lane) {
      for (int boundary = 0; boundary < values.length; boundary++) {
        block.copyOut(boundary, lane, values[boundary], 0);
      }
    }

    @Override
    public void seed(int boundary, int lane, float[] first, int at) {
      if (derivatives.length > 0) {
        System.arraycopy(first, at, derivatives[boundary], 0, shape(boundary).size());
      }
    }

    @Override
    public void backward(int seeded, float[] w, float[] dw, int slot) {
      backward(seeded, 0, w, dw, slot);
    }

    @Override
    public void backward(int end, int from, float[] w, float[] dw, int slot) {
      for (int i = end - 1; i >= from; i--) {
        float[] dy = derivatives[i + 1];
        operations[i].backwardParameters(values[i], 0, dy, 0, dw);
        if (i > 0) {
          operations[i].backwardInputs(values[i], 0, dy, 0, w, derivatives[i], 0);
        }
      }
    }

    @Override
    public void backwardToInputs(float[] w) {
      operations[0].backwardInputs(values[0], 0, derivatives[1], 0, w, derivatives[0], 0);
    }

    @Override
    public void copyInputDerivatives(int lane, float[] to, int at) {
      System.arraycopy(derivatives[0], 0, to, at, shape(0).size());
    }

    /**
     * Adds the diagonal second derivatives by the parameters (Appendix C).
     *
     * @param seeded the boundary at which the seeds are
     * @param seeds those of all samples
     * @param at where this sample's begin
     */
    void curvature(int seeded, float[] w, Seeds seeds, int at, float[] hw) {
      float[] first = seeds.first();
      float[] diagonal = seeds.diagonal();
      float[] factor = seeds.factor();
      int size = shape(seeded).size();
      int next = seeded - 1;
      if (next >= 0 && operations[next] instanceof RadialBasisOperation rbf) {
        rbf.curvatureCenters(values[next], 0, first, diagonal, factor, at, hw);
        if (next > 0) {
          rbf.curvatureSeeds(values[next], 0, first, diagonal, factor, at, derivatives[next], 0);
        }
        next--;
      } else {
        for (int i = 0; i < size; i++) {
          float f = factor[at + i];
          derivatives[seeded][i] = diagonal[at + i] - f * f;
        }
      }
      for (int i = next; i >= 0; i--) {
        float[] hy = derivatives[i + 1];
        operations[i].toParameters(Degree.SECOND, values[i], 0, hy, 0, hw);
        if (i > 0) {
          operations[i].toInputs(Degree.SECOND, values[i], 0, hy, 0, w, derivatives[i], 0);
        }
      }
    }

    @Override
    public boolean step(int seeded, Step step) {
      Arrays.fill(step.g(), 0);
      backward(seeded, step.w(), step.g(), 0);
      return step.all();
    }

    @Override
    public boolean isDamaged() {
      return !buffers.damaged().isEmpty();
    }
  }
}
