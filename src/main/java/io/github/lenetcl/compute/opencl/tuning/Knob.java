package io.github.lenetcl.compute.opencl.tuning;

import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A size that the general kernels are compiled for and that a device may like otherwise. */
public enum Knob {
  /** The neighbours in a row that a work-item of a convolution computes, where rows allow it. */
  CONVOLUTION_STRIP("convolution.strip", Operation.CONVOLUTION, 1, 1, 4, 8),
  /** The most work-items of a tile of a convolution's outputs. */
  CONVOLUTION_TILE("convolution.tile", Operation.CONVOLUTION, 256, 16, 32, 64, 128, 256),
  /** The most work-items of a tile of a convolution's inputs. */
  CONVOLUTION_INPUT_TILE("convolution.input-tile", Operation.CONVOLUTION, 256, 32, 64, 128, 256),
  /** The work-items that add up one row of a kernel's gradient. */
  CONVOLUTION_LANES("convolution.lanes", Operation.CONVOLUTION, 64, 16, 32, 64, 128),
  /** The most work-items of a tile of a subsampling's outputs. */
  SUBSAMPLING_TILE("subsampling.tile", Operation.SUBSAMPLING, 256, 32, 64, 128, 256),
  /** The most work-items of a tile of a subsampling's inputs. */
  SUBSAMPLING_INPUT_TILE("subsampling.input-tile", Operation.SUBSAMPLING, 256, 32, 64, 128, 256),
  /** The work-items that add up a coefficient's gradient. */
  SUBSAMPLING_LANES("subsampling.lanes", Operation.SUBSAMPLING, 64, 16, 32, 64, 128),
  /** The work-items that share out the inputs of a full connection. */
  FULL_LANES("full-connection.lanes", Operation.FULL_CONNECTION, 32, 8, 16, 32, 64),
  /** The rows that a work-group of a full connection computes. */
  FULL_ROWS("full-connection.rows", Operation.FULL_CONNECTION, 4, 2, 4, 8),
  /** The outputs that a work-group of a full connection computes. */
  FULL_OUTPUTS("full-connection.outputs", Operation.FULL_CONNECTION, 4, 2, 4, 8),
  /** The work-items along the inputs, on a full connection's way back. */
  FULL_INPUT_LANES("full-connection.input-lanes", Operation.FULL_CONNECTION, 64, 32, 64, 128);

  /** What a size belongs to. */
  public enum Operation {
    /** Convolutions whose kernels do not cover their input. */
    CONVOLUTION,
    /** Trainable subsampling. */
    SUBSAMPLING,
    /** Full connections, and convolutions whose kernels cover their input. */
    FULL_CONNECTION
  }

  private final String key;
  private final Operation operation;
  private final int usual;
  private final List<Integer> candidates;

  Knob(String key, Operation operation, int usual, Integer... candidates) {
    this.key = key;
    this.operation = operation;
    this.usual = usual;
    this.candidates = List.of(candidates);
  }

  /** {@return its name in files} */
  public String key() {
    return key;
  }

  /** {@return what it belongs to} */
  public Operation operation() {
    return operation;
  }

  /** {@return the values that it may have} */
  public List<Integer> candidates() {
    return candidates;
  }

  /** {@return whether it is a number of work-items in a group, which devices bound} */
  public boolean countsItems() {
    return switch (this) {
      case CONVOLUTION_STRIP, FULL_ROWS, FULL_OUTPUTS -> false;
      default -> true;
    };
  }

  /** Returns what it is where nothing is known of a device: on CPUs strips fill a vector. */
  int usual(Kind kind) {
    return this == CONVOLUTION_STRIP && kind == Kind.CPU ? 8 : usual;
  }

  static Optional<Knob> of(String key) {
    return Arrays.stream(values()).filter(knob -> knob.key.equals(key)).findFirst();
  }
}
