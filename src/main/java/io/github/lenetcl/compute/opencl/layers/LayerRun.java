package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClDevices;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Programs;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.network.Network;
import java.util.SplittableRandom;
import org.jocl.Pointer;
import org.jocl.Sizeof;

/**
 * The kernels of one layer, compiled for sizes of choice, with numbers that are always the same:
 * for timing them and for comparing what they compute.
 */
public final class LayerRun implements AutoCloseable {

  /** What a layer's kernels do. */
  public enum Pass {
    /** Its outputs. */
    FORWARD,
    /** The derivatives by its inputs. */
    TO_INPUTS,
    /** The derivatives by its parameters, block of samples by block. */
    TO_PARAMETERS
  }

  /** The most samples of a full connection whose kernels have sizes that a device may like. */
  public static final int MOST_BY_LANES = ProductKernels.FEWEST_ROWS - 1;

  private final ClContext context;
  private final Programs programs;
  private final Workspace workspace;
  private final ForwardPass forward;
  private final LayerStage stage;
  private final int samples;
  private final ClBuffer derivative;
  private final ClBuffer inDerivative;
  private final ClBuffer partial;

  /**
   * Compiles the kernels, or takes them from the cache.
   *
   * @param device an OpenCL device
   * @param tuning the sizes
   * @param network one layer, and its activation if it has one
   * @param samples how many samples go through it
   * @throws DeviceException if the device cannot run it
   */
  public LayerRun(DeviceInfo device, Tuning tuning, Network network, int samples) {
    this.samples = samples;
    context = new ClContext(ClDevices.find(device));
    programs = new Programs(context, context.device().programCache());
    try {
      workspace = new Workspace(context, programs, false);
      ClKernel.findLimit(workspace.queue(), programs);
      SplittableRandom random = new SplittableRandom(1);
      int parameters = network.parameterCount();
      int inputs = samples * network.input().size();
      int outputs = samples * network.output().size();
      PlanSpec spec = PlanSpec.training(network, samples);
      forward = new ForwardPass(workspace, tuning, spec, numbers("parameters", parameters, random));
      stage = forward.last();
      fill(forward.input(), inputs, random);
      derivative = numbers("derivatives", outputs, random);
      inDerivative = workspace.floats("input derivatives", inputs);
      partial =
          workspace.floats("partial sums", (long) SampleBlocks.of(samples).count() * parameters);
    } catch (RuntimeException e) {
      programs.close();
      context.close();
      throw e;
    }
  }

  private ClBuffer numbers(String name, int count, SplittableRandom random) {
    ClBuffer buffer = workspace.floats(name, count);
    fill(buffer, count, random);
    return buffer;
  }

  /** Numbers whose sums do not cancel. */
  private void fill(ClBuffer buffer, int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-0.05, 0.1);
    }
    workspace.queue().write(buffer, (long) count * Sizeof.cl_float, Pointer.to(values));
  }

  /**
   * Runs a pass several times and waits for the last.
   *
   * @param pass which
   * @param times how often
   */
  public void run(Pass pass, int times) {
    for (int i = 0; i < times; i++) {
      switch (pass) {
        case FORWARD -> forward.run(samples);
        case TO_INPUTS ->
            stage
                .kernels()
                .toInputs(Degree.FIRST, samples, derivative, stage.input(), inDerivative);
        case TO_PARAMETERS ->
            stage.kernels().toParameters(Degree.FIRST, samples, derivative, stage.input(), partial);
      }
    }
    workspace.queue().finish();
  }

  /**
   * {@return what a pass computed when it ran last}
   *
   * @param pass which
   */
  public float[] result(Pass pass) {
    ClBuffer buffer =
        switch (pass) {
          case FORWARD -> stage.output();
          case TO_INPUTS -> inDerivative;
          case TO_PARAMETERS -> partial;
        };
    float[] values = new float[Math.toIntExact(buffer.bytes() / Sizeof.cl_float)];
    workspace.queue().read(buffer, 0, buffer.bytes(), Pointer.to(values));
    return values;
  }

  @Override
  public void close() {
    workspace.close();
    programs.close();
    context.close();
  }
}
