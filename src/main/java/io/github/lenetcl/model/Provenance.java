package io.github.lenetcl.model;

import io.github.lenetcl.network.Loss;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where a model comes from, as far as it is known.
 *
 * @param loss what was minimised
 * @param recipe the name of the recipe that trained it
 * @param seed the seed of the run
 * @param passes the passes over the training set
 * @param testError the part of the test set that it misreads, from 0 to 1
 * @param data the name of the data that it was trained on
 * @param notes whatever else should be known, by name
 */
public record Provenance(
    Optional<Loss> loss,
    Optional<String> recipe,
    OptionalLong seed,
    OptionalInt passes,
    OptionalDouble testError,
    Optional<String> data,
    Map<String, String> notes) {

  /** Checks the ranges and copies the notes, which are kept in the order of their names. */
  public Provenance {
    if (passes.orElse(0) < 0) {
      throw new IllegalArgumentException("passes " + passes.getAsInt() + ", wanted at least 0");
    }
    double error = testError.orElse(0);
    if (!(error >= 0 && error <= 1)) {
      throw new IllegalArgumentException("test error " + error + ", wanted from 0 to 1");
    }
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** {@return the provenance of a model of which nothing is known} */
  public static Provenance unknown() {
    return new Provenance(
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of());
  }

  /**
   * {@return the same with another loss}
   *
   * @param loss what was minimised
   */
  public Provenance withLoss(Loss loss) {
    return new Provenance(Optional.of(loss), recipe, seed, passes, testError, data, notes);
  }

  /**
   * {@return the same with another run}
   *
   * @param recipe the name of the recipe
   * @param seed the seed of the run
   * @param passes the passes over the training set
   */
  public Provenance withRun(String recipe, long seed, int passes) {
    return new Provenance(
        loss,
        Optional.of(recipe),
        OptionalLong.of(seed),
        OptionalInt.of(passes),
        testError,
        data,
        notes);
  }

  /**
   * {@return the same with another test error}
   *
   * @param testError the part of the test set that it misreads, from 0 to 1
   */
  public Provenance withTestError(double testError) {
    return new Provenance(loss, recipe, seed, passes, OptionalDouble.of(testError), data, notes);
  }

  /**
   * {@return the same with other data}
   *
   * @param data the name of the data that it was trained on
   */
  public Provenance withData(String data) {
    return new Provenance(loss, recipe, seed, passes, testError, Optional.of(data), notes);
  }

  /**
   * {@return the same with one note more}
   *
   * @param name what the note is about
   * @param text the note
   */
  public Provenance withNote(String name, String text) {
    Map<String, String> more = new TreeMap<>(notes);
    more.put(name, text);
    return new Provenance(loss, recipe, seed, passes, testError, data, more);
  }
}
