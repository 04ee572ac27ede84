package io.github.lenetcl.evaluation;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model on a device, ready to answer. Safe to use from many threads: one image, or one batch of
 * them, is on the device at a time.
 *
 * <pre>{@code
 * try (Selection device = Backends.open("auto");
 *     Classifier classifier = new Classifier(device.backend(), Models.bundled("ink"))) {
 *   Optional<Answer> answer = classifier.classify(ImageIO.read(new File("digit.png")));
 *   answer.ifPresent(digit -> System.out.println(digit.name() + " " + digit.confidence()));
 * }
 * }</pre>
 *
 * <p>Images may be smaller than the network's input; they are centred in it.
 */
public final class Classifier implements AutoCloseable {

  /** The most images in one pass on the device. */
  private static final int CAPACITY = 256;

  /** How many images of a stream are read and brought to the device together. */
  private static final int STREAMED = 4 * CAPACITY;

  private final Backend backend;
  private final Model model;
  private final OutputReading reading;
  private final Plan plan;
  private boolean closed;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model whose outputs tell the classes apart, at a single position
   * @throws IllegalArgumentException if it has more positions
   * @throws DeviceException if the device cannot hold or run it
   */
  public Classifier(Backend backend, Model model) {
    if (model.network().output().area() != 1) {
      throw new IllegalArgumentException(
          "classifier: outputs " + model.network().output() + ", wanted a single position");
    }
    this.backend = backend;
    this.model = model;
    this.reading = OutputReading.of(model);
    this.plan = backend.plan(PlanSpec.inference(model.network(), CAPACITY));
    plan.write(Vector.PARAMETERS, model.parameters());
  }

  /** {@return the names of the classes} */
  public List<String> classes() {
    return model.classes();
  }

  /** {@return whether answers hold the probabilities of the classes} */
  public boolean hasProbabilities() {
    return reading.hasProbabilities();
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
    return classify(GreyImages.unlabelled(height, width, grey)).get(0);
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
    return answers(outputs(new Source.Inputs(input, 1))).get(0);
  }

  /**
   * Classifies a picture of one digit: dark on light or light on dark, of any size and colour. It
   * is normalised as MNIST's digits are. For a network of three maps all of the picture is brought
   * to its input, with its colours.
   *
   * @param picture the picture
   * @return the answer, or nothing if the picture is blank
   * @throws IllegalArgumentException if the network's input is smaller than 28×28, or has a number
   *     of maps that pictures have not
   * @throws DeviceException if the device failed
   */
  public Optional<Answer> classify(BufferedImage picture) {
    Shape input = model.network().input();
    if (input.maps() > 1) {
      return Optional.of(classifyColours(picture, input));
    }
    return DigitImage.normalise(picture)
        .map(grey -> classify(grey, DigitImage.SIDE, DigitImage.SIDE));
  }

  private Answer classifyColours(BufferedImage picture, Shape input) {
    PictureFit fit =
        PictureFit.forInput(
            PictureFit.usual(input.maps()), input.maps(), input.height(), input.width());
    try {
      byte[] planes = FittedPicture.of("picture", picture, fit).require("picture", false, fit);
      return classify(planes, fit.rows(), fit.width());
    } catch (BadInputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
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
    return classify(GreyImages.of(images));
  }

  /**
   * Classifies a stream of images of any length, in memory that does not grow with it: answers are
   * told, the next batch is on the device and the one after that is read, all at the same time.
   *
   * @param images the images, from where the stream is to its end; their labels are not looked at
   * @param listener is told the answers, by the thread that called
   * @throws IllegalArgumentException if the images are larger than the network's input
   * @throws IOException if the images cannot be read, or the listener fails
   * @throws DeviceException if the device failed
   */
  public void classify(ImageStream images, BatchListener listener) throws IOException {
    try (Conveyor conveyor = new Conveyor(images, STREAMED, this::load, this::answers)) {
      conveyor.run(listener);
    }
  }

  private List<Answer> classify(GreyImages images) {
    try (ResidentImages resident = load(images)) {
      return answers(resident);
    }
  }

  private List<Answer> answers(ResidentImages resident) {
    List<Answer> answers = new ArrayList<>(resident.count());
    Source.Samples all = Source.Samples.all(resident);
    for (int start = 0; start < all.count(); start += CAPACITY) {
      int length = Math.min(CAPACITY, all.count() - start);
      answers.addAll(answers(outputs(all.part(start, length))));
    }
    return answers;
  }

  private ResidentImages load(ImageBatch batch) {
    return load(GreyImages.unlabelled(batch.height(), batch.width(), batch.pixels()));
  }

  /** Without the plan's lock, so that images can be brought while others are classified. */
  private ResidentImages load(GreyImages images) {
    requireOpen();
    return backend.load(images, model.scaling());
  }

  private synchronized float[] outputs(Source source) {
    requireOpen();
    plan.forward(source);
    return plan.outputs();
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the classifier is closed");
    }
  }

  private List<Answer> answers(float[] outputs) {
    int each = model.network().output().maps();
    List<Answer> answers = new ArrayList<>();
    for (int at = 0; at < outputs.length; at += each) {
      answers.add(reading.answer(Arrays.copyOfRange(outputs, at, at + each)));
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
