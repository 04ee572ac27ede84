package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.OutputMeaning;
import java.util.Arrays;

/** A network on a device that is asked about pieces. Safe to use from many threads. */
final class PieceNetwork implements AutoCloseable {

  /** Bytes of an image. */
  static final int SIZE = DigitImage.SIDE * DigitImage.SIDE;

  /** The most pieces in one pass on the device. */
  private static final int CAPACITY = 1024;

  /** No class costs more than this where a network is so sure that its probability is 0. */
  private static final double MOST = 100;

  private final Backend backend;
  private final Model model;
  private final Plan plan;
  private final OutputMeaning meaning;
  private boolean closed;

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if the network has more than one position
   */
  PieceNetwork(Backend backend, Model model) {
    if (model.network().output().area() != 1) {
      throw new IllegalArgumentException(
          "reader: outputs " + model.network().output() + ", wanted a single position");
    }
    this.backend = backend;
    this.model = model;
    this.meaning = OutputMeaning.of(model);
    this.plan = backend.plan(PlanSpec.inference(model.network(), CAPACITY));
    plan.write(Vector.PARAMETERS, model.parameters());
  }

  /** Returns how many classes there are. */
  int classes() {
    return model.classes().size();
  }

  /** Returns the penalties of each class, image by image. */
  synchronized float[] penalties(byte[] images) {
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    if (images.length == 0) {
      return new float[0];
    }
    GreyImages grey = GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, images);
    try (ResidentImages resident = backend.load(grey, model.scaling())) {
      return penalties(plan.outputs(Source.Samples.all(resident)), grey.count());
    }
  }

  /** Outputs are penalties, or are made into penalties sample by sample. */
  private float[] penalties(float[] outputs, int samples) {
    if (meaning == OutputMeaning.PENALTIES) {
      return outputs;
    }
    int classes = classes();
    int width = model.network().output().maps();
    float[] penalties = new float[samples * classes];
    for (int i = 0; i < samples; i++) {
      double[] own = meaning.penalties(Arrays.copyOfRange(outputs, i * width, (i + 1) * width));
      for (int c = 0; c < classes; c++) {
        penalties[i * classes + c] = (float) Math.min(MOST, own[c]);
      }
    }
    return penalties;
  }

  @Override
  public synchronized void close() {
    closed = true;
    plan.close();
  }
}
