package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.network.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A layer without parameters. Its kernels take what they read, what was drawn if it acts by chance,
 * its constants, and where they write.
 */
final class PlainKernels implements LayerKernels {

  private final ClKernel forward;
  private final IntFunction<Grid> grid;
  private final DegreeKernels toInputs;
  private final IntFunction<Grid> inGrid;
  private final Optional<Drawn> drawn;

  /** What the way back reads beside derivatives and inputs. */
  private final List<ClBuffer> seen;

  /** For so many samples. */
  private final IntFunction<List<Object>> constants;

  private PlainKernels(
      ClKernel forward,
      IntFunction<Grid> grid,
      DegreeKernels toInputs,
      IntFunction<Grid> inGrid,
      Optional<Drawn> drawn,
      List<ClBuffer> seen,
      IntFunction<List<Object>> constants) {
    this.forward = forward;
    this.grid = grid;
    this.toInputs = toInputs;
    this.inGrid = inGrid;
    this.drawn = drawn;
    this.seen = seen;
    this.constants = constants;
  }

  /** Of windows: a work-item for each unit, and on the way back for each input. */
  static PlainKernels ofWindows(Operation operation, WindowSizes maps, Optional<Drawn> drawn) {
    return new PlainKernels(
        operation.forward(maps.tile().group()),
        maps::grid,
        operation.toInputs(maps.inTile().group()),
        maps::inGrid,
        drawn,
        List.of(),
        samples -> List.of());
  }

  /** Of values one by one, whose kernels are told their number behind the constants. */
  static PlainKernels ofValues(
      LayerContext context,
      String name,
      Map<String, Integer> sizes,
      Optional<Drawn> drawn,
      List<ClBuffer> seen,
      Object... constants) {
    Operation operation = Operation.ofItems(context.workspace(), name, sizes);
    int values = context.output().size();
    IntFunction<Grid> grid = samples -> operation.items().gridFor((long) samples * values);
    return new PlainKernels(
        operation.forward(),
        grid,
        operation.toInputs(),
        grid,
        drawn,
        seen,
        samples -> joined(List.of(constants), List.of(samples * values)));
  }

  /**
   * Of an activation that stands alone, and the way through the one at a network's end.
   *
   * @param output the function's values, from which the slope follows
   */
  static PlainKernels ofActivation(
      LayerContext context, ActivationFunction function, ClBuffer output) {
    Map<String, Integer> sizes = context.sizes();
    sizes.put("ACTIVATION_OUTPUT", function.ordinal());
    return ofValues(context, "activation", sizes, Optional.empty(), List.of(output));
  }

  private static List<Object> joined(List<?>... parts) {
    List<Object> all = new ArrayList<>();
    for (List<?> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private Object[] arguments(List<ClBuffer> read, int samples, ClBuffer written) {
    List<Object> chance = drawn.map(Drawn::arguments).orElse(List.of());
    return joined(read, chance, constants.apply(samples), List.of(written)).toArray();
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.ifPresent(some -> some.draw(draws, samples, order, position));
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(grid.apply(samples), arguments(List.of(input), samples, output));
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    List<ClBuffer> read = new ArrayList<>(seen);
    read.add(0, derivative);
    read.add(input);
    toInputs.launch(degree, inGrid.apply(samples), arguments(read, samples, inDerivative));
  }
}
