package io.github.lenetcl.evaluation;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A trained network on a device, ready to answer. Safe to use from many threads: one image, or one
 * batch of them, is on the device at a time.
 *
 * <p>Images may be smaller than the network's input; they are centred in it.
 */
public final class Classifier implements AutoCloseable {

  /** The most images in one pass on the device. */
  private static final int CAPACITY = 256;

  private final Backend backend;
  private final Plan plan;
  private final Scaling scaling;
  private final List<String> classes;
  private final Loss loss;
  private boolean closed;

  /**
   * Puts a trained network on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param network a network whose outputs are penalties of the classes, at a single position
   * @param parameters its parameters
   * @param scaling how grey levels become inputs
   * @param classes the names of the classes
   * @param loss the loss that it was trained with: MAP gives answers a probability of rubbish
   */
  public Classifier(
      Backend backend,
      Network network,
      float[] parameters,
      Scaling scaling,
      List<String> classes,
      Loss loss) {
    if (network.output().size() != classes.size()) {
      throw new IllegalArgumentException(
          "classifier: outputs %s for %d classes, wanted %d@1x1"
              .formatted(network.output(), classes.size(), classes.size()));
    }
    this.backend = backend;
    this.scaling = scaling;
    this.classes = List.copyOf(classes);
    this.loss = loss;
    this.plan = backend.plan(PlanSpec.inference(network, CAPACITY));
    plan.write(Vector.PARAMETERS, parameters);
  }

  /** {@return the names of the classes} */
  public List<String> classes() {
    return classes;
  }

  /**
   * Classifies one image.
   *
   * @param grey grey levels (0 background, 255 ink), row by row
   * @param height rows of the image
   * @param width columns of the image
   * @return the answer
   * @throws IllegalArgumentException if the image is larger than the network's input, or the bytes
   *     are not as many as its pixels
   * @throws DeviceException if the device failed
   */
  public Answer classify(byte[] grey, int height, int width) {
    return classify(new GreyImages(height, width, grey, new int[1])).get(0);
  }

  /**
   * Classifies one input as it is.
   *
   * @param input a value for each of the network's inputs, already scaled, map by map, row by row
   * @return the answer
   * @throws IllegalArgumentException if the values are not as many as the network's inputs
   * @throws DeviceException if the device failed
   */
  public Answer classify(float[] input) {
    return answers(penalties(new Source.Inputs(input, 1))).get(0);
  }

  /**
   * Classifies many images.
   *
   * @param images the images; their labels are not looked at
   * @return an answer for each, in their order
   * @throws IllegalArgumentException if the images are larger than the network's input
   * @throws DeviceException if the device failed
   */
  public List<Answer> classify(LabelledImages images) {
    return classify(
        new GreyImages(images.height(), images.width(), images.pixels(), images.labels()));
  }

  private List<Answer> classify(GreyImages images) {
    List<Answer> answers = new ArrayList<>(images.count());
    try (ResidentImages resident = load(images)) {
      Source.Samples all = Source.Samples.all(resident);
      for (int start = 0; start < all.count(); start += CAPACITY) {
        int length = Math.min(CAPACITY, all.count() - start);
        answers.addAll(answers(penalties(all.part(start, length))));
      }
    }
    return answers;
  }

  private synchronized ResidentImages load(GreyImages images) {
    requireOpen();
    return backend.load(images, scaling);
  }

  private synchronized float[] penalties(Source source) {
    requireOpen();
    plan.forward(source);
    return plan.outputs();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the classifier is closed");
    }
  }

  private List<Answer> answers(float[] penalties) {
    List<Answer> answers = new ArrayList<>();
    for (int at = 0; at < penalties.length; at += classes.size()) {
      float[] own = Arrays.copyOfRange(penalties, at, at + classes.size());
      int index = Answer.smallest(own);
      OptionalDouble rubbish =
          loss instanceof Loss.MaximumAPosteriori map
              ? OptionalDouble.of(Answer.rubbish(map.j(), own))
              : OptionalDouble.empty();
      answers.add(new Answer(index, classes.get(index), own, rubbish));
    }
    return answers;
  }

  /** Frees the device's memory; closing twice does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    plan.close();
  }
}
