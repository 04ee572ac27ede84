package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a block's values stand, in vectors: the inputs, what each stage gives, padded inputs of the
 * convolutions that have such, and room that stages use one after the other.
 */
final class Room {

  private final List<Integer> outputs = new ArrayList<>();
  private final List<Integer> padded = new ArrayList<>();
  private final long scratch;
  private final long size;

  Room(List<Stage> stages, Shape input, Tiles tiles, int lanes) {
    long at = input.size();
    long most = 0;
    for (Stage stage : stages) {
      padded.add((int) Math.min(at, Integer.MAX_VALUE));
      Sums sums = Sums.of(stage);
      at += sums.padded() ? sums.paddedSize() : 0;
      outputs.add((int) Math.min(at, Integer.MAX_VALUE));
      at += stage.out().size();
      most = Math.max(most, sums.scratch(stage, tiles, lanes));
    }
    scratch = at;
    size = at + most;
  }

  /** Returns where a stage's inputs stand. */
  int input(int stage) {
    return stage == 0 ? 0 : outputs.get(stage - 1);
  }

  int output(int stage) {
    return outputs.get(stage);
  }

  /** Returns where the last stage's values stand. */
  int output() {
    return outputs.get(outputs.size() - 1);
  }

  /** Returns where a convolution's inputs stand with their padding. */
  int padded(int stage) {
    return padded.get(stage);
  }

  int scratch() {
    return Math.toIntExact(scratch);
  }

  /** Returns the vectors of a block. */
  long size() {
    return size;
  }
}
