package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Weighted sums: convolutions, full and local connections, trainable subsampling. Their kernels
 * take the same arguments but for tables and numbers of their own, and differ in how work-groups
 * share out the sums.
 */
final class SumKernels implements LayerKernels {

  /**
   * How a pass is shared out.
   *
   * @param places what a sample has of what is counted: 1, or its rows, one for each place
   * @param grid the work-groups for so many
   * @param told what the kernel is told beside what all take, for so many
   */
  record Share(int places, IntFunction<Grid> grid, IntFunction<List<Object>> told) {

    /** By samples, with the layer's tables. */
    static Share ofSamples(IntFunction<Grid> grid, Object... tables) {
      return new Share(1, grid, samples -> List.of(tables));
    }

    /** By rows, of which the kernel is told the number. */
    static Share ofRows(int places, IntFunction<Grid> grid) {
      return new Share(places, grid, List::of);
    }
  }

  private final LayerContext context;
  private final int weights;
  private final int biases;
  private final ClKernel forward;
  private final Share outputs;
  private final DegreeKernels toInputs;
  private final Share inputs;
  private final DegreeKernels toParameters;
  private final IntFunction<Grid> sums;
  private final List<Object> tables;

  /**
   * Takes the kernels.
   *
   * @param weights where the weights begin in the vector of all parameters
   * @param outputs how the outputs are shared out
   * @param inputs how the inputs are
   * @param sums the work-groups for the parameters, by blocks of samples
   * @param tables what the kernel is told that has these
   */
  SumKernels(
      LayerContext context,
      int weights,
      ClKernel forward,
      Share outputs,
      DegreeKernels toInputs,
      Share inputs,
      DegreeKernels toParameters,
      IntFunction<Grid> sums,
      Object... tables) {
    this.context = context;
    this.weights = weights;
    this.forward = forward;
    this.outputs = outputs;
    this.toInputs = toInputs;
    this.inputs = inputs;
    this.toParameters = toParameters;
    this.sums = sums;
    this.tables = List.of(tables);
    biases = context.biases();
  }

  private static Object[] arguments(List<Object> first, List<Object> own, Object... last) {
    return Stream.of(first, own, List.of(last)).flatMap(List::stream).toArray();
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * outputs.places();
    List<Object> read = List.of(input, context.parameters(), weights, biases);
    forward.launch(
        outputs.grid().apply(count), arguments(read, outputs.told().apply(count), output));
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * inputs.places();
    List<Object> read = List.of(derivative, context.parameters(), weights, input);
    toInputs.launch(
        degree,
        inputs.grid().apply(count),
        arguments(read, inputs.told().apply(count), inDerivative));
  }

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        sums.apply(blocks.count()),
        arguments(
            List.of(input, derivative),
            tables,
            samples * outputs.places(),
            blocks.size() * outputs.places(),
            weights,
            biases,
            context.parameterCount(),
            partial));
  }
}
