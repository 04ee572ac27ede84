package io.github.lenetcl.fitting;

import io.github.lenetcl.data.LabelledImages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How to fit; the {@code with…} methods change one thing.
 *
 * @param epochs passes over the training set, where not as many as the recipe has
 * @param batch samples for each update, where not as many as the recipe has
 * @param shuffled whether each pass takes the samples in an order of its own
 * @param validationSplit the part of the images, their last ones, that is not trained on but
 *     evaluated after each pass: at least 0 and below 1
 * @param validation images that are evaluated after each pass in place of such a part
 * @param callbacks what is called after each pass, in this order
 */
public record Fit(
    OptionalInt epochs,
    OptionalInt batch,
    boolean shuffled,
    double validationSplit,
    Optional<LabelledImages> validation,
    List<Callback> callbacks) {

  /** Checks the numbers and copies the list. */
  public Fit {
    requireAtLeastOne("epochs", epochs);
    requireAtLeastOne("batch", batch);
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "fit: validation split " + validationSplit + ", wanted at least 0 and below 1");
    }
    if (validationSplit > 0 && validation.isPresent()) {
      throw new IllegalArgumentException(
          "fit: a validation split and a validation set, wanted one of them");
    }
    callbacks = List.copyOf(callbacks);
  }

  private static void requireAtLeastOne(String name, OptionalInt count) {
    if (count.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "fit: " + name + " " + count.getAsInt() + ", wanted at least 1");
    }
  }

  /** {@return as the recipe says, shuffled, without validation} */
  public static Fit asCompiled() {
    return new Fit(OptionalInt.empty(), OptionalInt.empty(), true, 0, Optional.empty(), List.of());
  }

  /**
   * {@return some passes, all else as {@link #asCompiled} says}
   *
   * @param count passes over the training set
   */
  public static Fit epochs(int count) {
    return new Fit(
        OptionalInt.of(count), OptionalInt.empty(), true, 0, Optional.empty(), List.of());
  }

  /**
   * {@return this with another batch}
   *
   * @param count samples for each update
   */
  public Fit withBatch(int count) {
    return new Fit(epochs, OptionalInt.of(count), shuffled, validationSplit, validation, callbacks);
  }

  /** {@return this with the samples taken as they stand} */
  public Fit inOrder() {
    return new Fit(epochs, batch, false, validationSplit, validation, callbacks);
  }

  /**
   * {@return this with a part of the images kept for validation}
   *
   * @param part the part, at least 0 and below 1: the last images
   */
  public Fit withValidationSplit(double part) {
    return new Fit(epochs, batch, shuffled, part, validation, callbacks);
  }

  /**
   * {@return this with a validation set}
   *
   * @param images images of the training images' size and classes
   */
  public Fit withValidation(LabelledImages images) {
    return new Fit(epochs, batch, shuffled, validationSplit, Optional.of(images), callbacks);
  }

  /**
   * {@return this with one callback more}
   *
   * @param callback it is called after those that were there before
   */
  public Fit withCallback(Callback callback) {
    List<Callback> more = Stream.concat(callbacks.stream(), Stream.of(callback)).toList();
    return new Fit(epochs, batch, shuffled, validationSplit, validation, more);
  }
}
