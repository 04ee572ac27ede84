package io.github.lenetcl.spark;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of single digits on a device. */
final class Digits implements AutoCloseable {

  private final Classifier classifier;
  private final Shape input;
  private final PictureFit fit;

  /** The size of an image. */
  private record Size(int height, int width) {}

  /** An image and whose it is. */
  private record Placed(int place, IdxImage image) {}

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if it does not take one grey map
   */
  Digits(Backend backend, String name, Model model) {
    input = model.network().input();
    if (input.maps() != 1) {
      throw new IllegalArgumentException(name + ": input " + input + ", wanted one map");
    }
    classifier = new Classifier(backend, model);
    fit = PictureFit.forInput(PictureFit.Way.INK, input.height(), input.width());
  }

  /** Images of one size go to the device together. */
  List<DigitAnswer> classify(List<Picture> pictures) {
    DigitAnswer[] answers = new DigitAnswer[pictures.size()];
    Map<Size, List<Placed>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < answers.length; i++) {
      try {
        Optional<IdxImage> image = pictures.get(i).digit(fit);
        if (image.isEmpty()) {
          answers[i] = DigitAnswer.unread("blank");
        } else if (image.get().height() > input.height() || image.get().width() > input.width()) {
          answers[i] = DigitAnswer.unread(tooLarge(image.get()));
        } else {
          Size size = new Size(image.get().height(), image.get().width());
          bySize.computeIfAbsent(size, first -> new ArrayList<>()).add(new Placed(i, image.get()));
        }
      } catch (IOException e) {
        answers[i] = DigitAnswer.unread(Picture.told(e));
      }
    }
    bySize.forEach((size, images) -> classify(size, images, answers));
    return Arrays.asList(answers);
  }

  private String tooLarge(IdxImage image) {
    return "size is %d×%d, wanted at most %d×%d"
        .formatted(image.width(), image.height(), input.width(), input.height());
  }

  private void classify(Size size, List<Placed> images, DigitAnswer[] answers) {
    int each = size.height() * size.width();
    byte[] pixels = new byte[images.size() * each];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).image().levels(), 0, pixels, i * each, each);
    }
    int[] unlabelled = new int[images.size()];
    List<Answer> given =
        classifier.classify(
            new LabelledImages(
                size.height(), size.width(), pixels, unlabelled, classifier.classes()));
    for (int i = 0; i < images.size(); i++) {
      answers[images.get(i).place()] = DigitAnswer.of(given.get(i));
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
