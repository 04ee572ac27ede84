package io.github.lenetcl.fitting;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The passes of a call of fit.
 *
 * @param epochs the passes in order, at least one
 */
public record History(List<Epoch> epochs) {

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** {@return the last pass} */
  public Epoch last() {
    return epochs.get(epochs.size() - 1);
  }

  /** {@return the first pass of the least {@link Epoch#watchedLoss}} */
  public Epoch best() {
    return epochs.stream().min(Comparator.comparingDouble(Epoch::watchedLoss)).orElseThrow();
  }

  @Override
  public String toString() {
    return epochs.stream().map(Epoch::toString).collect(Collectors.joining("\n"));
  }
}
