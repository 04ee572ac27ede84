package io.github.lenetcl.compute.opencl.images;

import io.github.lenetcl.compute.Planes;
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
import java.util.TreeMap;

/** Makes inputs from images on the device. */
public final class Gathering {

  private final Workspace workspace;
  private final Shape input;

  /** It as one map. */
  private final Shape place;

  private final Tile tile;
  private final DistortedGathering distorted;
  private final Map<List<Integer>, Kernels> kernels = new HashMap<>();

  private record Kernels(ClKernel levels, ClKernel pixels) {}

  /** Prepares for inputs of a shape and passes of at most so many samples. */
  public Gathering(Workspace workspace, Shape input, int capacity) {
    this.workspace = workspace;
    this.input = input;
    this.place = Planes.of(input);
    this.distorted = new DistortedGathering(workspace, place, capacity);
    this.tile = Tile.of(place, workspace);
  }

  /**
   * Fills the inputs of a pass.
   *
   * @param images the images
   * @param from whose distortion and key are meant
   * @param order which of the images
   * @param position the first sample's place in the order
   * @param samples the number of samples
   * @param inputs where they go
   * @throws IllegalArgumentException if the images do not fit the input
   */
  public void run(
      OpenClImages images,
      Source.Samples from,
      ClBuffer order,
      int position,
      int samples,
      ClBuffer inputs) {
    requireFits(images);
    if (!from.distortion().equals(Distortion.NONE)) {
      Planes.requireOneMap(input);
      distorted.run(images, from, order, position, samples, inputs);
      return;
    }
    Kernels fitting =
        kernels.computeIfAbsent(
            List.of(images.height(), images.width()), size -> make(size.get(0), size.get(1)));
    List<Object> arguments = new ArrayList<>(List.of(images.pixels(), order, position));
    arguments.addAll(images.tables());
    arguments.addAll(List.of(images.scaling().background(), inputs));
    ClKernel kernel = images.scaling() instanceof Levels ? fitting.levels : fitting.pixels;
    kernel.launch(tile.grid(samples), arguments.toArray());
  }

  /** Checks that images fit the input. */
  public void requireFits(OpenClImages images) {
    Planes.requireFit(images.height(), images.width(), input);
  }

  private Kernels make(int height, int width) {
    Map<String, Integer> sizes = sizes(place, height, width, tile);
    return new Kernels(
        workspace.kernel("gather.cl", sizes, "gather_levels", tile.group()),
        workspace.kernel("gather.cl", sizes, "gather_pixels", tile.group()));
  }

  /** Returns the macros of kernels that make inputs of images of a size. */
  static Map<String, Integer> sizes(Shape input, int height, int width, Tile tile) {
    Map<String, Integer> sizes = new TreeMap<>();
    sizes.put("IN_HEIGHT", input.height());
    sizes.put("IN_WIDTH", input.width());
    sizes.put("IMAGE_HEIGHT", height);
    sizes.put("IMAGE_WIDTH", width);
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    return sizes;
  }
}
