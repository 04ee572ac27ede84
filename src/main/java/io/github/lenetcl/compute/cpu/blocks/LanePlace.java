package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where a layer stands in a network.
 *
 * @param index the layer's index
 * @param in the shape that comes in
 * @param out the shape that it gives
 * @param lanes samples of a block
 * @param connections how many full connections come before it
 * @param training whether updates will change the parameters again and again
 * @param reference makes the reference's operations
 */
public record LanePlace(
    int index,
    Shape in,
    Shape out,
    int lanes,
    int connections,
    boolean training,
    LayerOperations reference) {

  /**
   * A line of a table of implementations: what it makes of a layer, or empty where it does not
   * accept it.
   */
  public interface Line extends Function<LanePlace, Optional<LaneLayer>> {}

  /** Returns what the first line that accepts the layer makes of it. */
  LaneLayer first(List<Line> table) {
    return table.stream().flatMap(line -> line.apply(this).stream()).findFirst().orElseThrow();
  }

  /** The line of flattening. */
  public static Optional<LaneLayer> flattening(LanePlace at) {
    return at.layer() instanceof Flatten
        ? Optional.of(new LaneFlatten(at.index, at.in.size() * at.lanes))
        : Optional.empty();
  }

  /** The last line, which accepts everything. */
  public static Optional<LaneLayer> anything(LanePlace at) {
    return Optional.of(new LaneReference(at.lanes, at.index, at.reference, at.in, at.out));
  }

  /** Returns whether it is a full connection at one position, or a convolution that is one (C5). */
  public boolean isConnection() {
    boolean covering =
        layer() instanceof Convolution convolution
            && convolution.table().isFull()
            && convolution.window().height() == in.height()
            && convolution.window().width() == in.width()
            && convolution.window().padding().equals(Padding.NONE);
    return covering || layer() instanceof FullConnection && in.area() == 1;
  }

  public Network network() {
    return reference.network();
  }

  public Layer layer() {
    return network().layers().get(index);
  }

  private List<Parameter> own() {
    return network().parametersOf(index);
  }

  /** Returns where the layer's first tensor begins. */
  public int first() {
    return own().get(0).offset();
  }

  /** Returns where its second tensor begins, the biases, if there is one. */
  public OptionalInt second() {
    return own().stream().skip(1).mapToInt(Parameter::offset).findFirst();
  }
}
