package io.github.lenetcl.compute.opencl.images;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling.Levels;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes inputs from images on the device, each sample distorted by draws of its own. */
final class DistortedGathering {

  private static final String FILE = "distortion.cl";

  private final Workspace workspace;
  private final Shape input;
  private final int capacity;
  private final Tile tile;
  private final Map<List<Integer>, Kernels> kernels = new HashMap<>();

  /** Those of the distortion that was used last: passes use one and the same. */
  private Optional<Tables> tables = Optional.empty();

  private record Kernels(Optional<Elastic> elastic, ClKernel levels, ClKernel pixels) {}

  /** The kernels that make displacements. */
  private record Elastic(ClKernel noise, ClKernel columns) {}

  /** What the kernels need for a distortion; the fields have two values for each pixel. */
  private record Tables(
      Distortion distortion,
      int radius,
      ClBuffer amounts,
      ClBuffer taps,
      ClBuffer noise,
      ClBuffer smoothed) {}

  DistortedGathering(Workspace workspace, Shape input, int capacity) {
    this.workspace = workspace;
    this.input = input;
    this.capacity = capacity;
    tile = Tile.of(input, workspace);
  }

  /**
   * Fills the inputs of a pass.
   *
   * @param images the images, which fit the input
   * @param draw whose distortion and key are meant
   * @param order which of the images
   * @param position the first sample's place in the order
   * @param samples the number of samples
   * @param inputs where they go
   */
  void run(
      OpenClImages images,
      Source.Samples draw,
      ClBuffer order,
      int position,
      int samples,
      ClBuffer inputs) {
    Tables used = tables(draw.distortion());
    Kernels fitting =
        kernels.computeIfAbsent(
            List.of(images.height(), images.width(), used.radius),
            sizes -> make(sizes.get(0), sizes.get(1), sizes.get(2)));
    fitting.elastic.ifPresent(
        elastic -> {
          launch(elastic.noise, samples, order, position, draw.key(), used.noise);
          launch(elastic.columns, samples, used.noise, used.taps, used.smoothed);
        });
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                images.pixels(),
                order,
                position,
                draw.key(),
                used.amounts,
                used.smoothed,
                used.taps));
    arguments.addAll(images.tables());
    boolean levels = images.scaling() instanceof Levels;
    if (!levels) {
      arguments.add(images.scaling().background());
    }
    arguments.add(inputs);
    launch(levels ? fitting.levels : fitting.pixels, samples, arguments.toArray());
  }

  private void launch(ClKernel kernel, int samples, Object... values) {
    kernel.launch(tile.grid(samples), values);
  }

  private Tables tables(Distortion distortion) {
    if (tables.isEmpty() || !tables.get().distortion.equals(distortion)) {
      tables.ifPresent(this::free);
      tables = Optional.of(make(distortion));
    }
    return tables.get();
  }

  private Tables make(Distortion distortion) {
    float[] gaussian = distortion.gaussian();
    long values = distortion.isElastic() ? 2L * input.size() * capacity : 0;
    return new Tables(
        distortion,
        gaussian.length - 1,
        workspace.table(
            "amounts of distortion",
            distortion.horizontal(),
            distortion.vertical(),
            distortion.scaling(),
            distortion.squeezing(),
            distortion.shear(),
            distortion.halfAngleTangent(),
            distortion.alpha()),
        workspace.table("Gaussian", gaussian),
        workspace.floats("noise", values),
        workspace.floats("smoothed noise", values));
  }

  private void free(Tables old) {
    workspace.queue().finish();
    List.of(old.amounts, old.taps, old.noise, old.smoothed).forEach(workspace::free);
  }

  private Kernels make(int height, int width, int radius) {
    Map<String, Integer> sizes = Gathering.sizes(input, height, width, tile);
    sizes.put("RADIUS", radius);
    Optional<Elastic> elastic =
        radius == 0
            ? Optional.empty()
            : Optional.of(
                new Elastic(kernel("elastic_noise", sizes), kernel("elastic_columns", sizes)));
    return new Kernels(elastic, kernel("distort_levels", sizes), kernel("distort_pixels", sizes));
  }

  private ClKernel kernel(String name, Map<String, Integer> sizes) {
    return workspace.kernel(FILE, sizes, name, tile.group());
  }
}
