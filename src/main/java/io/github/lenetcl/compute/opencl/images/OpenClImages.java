package io.github.lenetcl.compute.opencl.images;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Scaling.Levels;
import io.github.lenetcl.network.Scaling.PerPixel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Images on the device as bytes, with their labels and the tables of their scaling. */
public final class OpenClImages implements ResidentImages {

  private final ClContext context;
  private final ClQueue queue;
  private final int count;
  private final int height;
  private final int width;
  private final int labelCount;
  private final int lowestLabel;
  private final int highestLabel;
  private final Scaling scaling;
  private final List<ClBuffer> buffers = new ArrayList<>();
  private final ClBuffer pixels;
  private final ClBuffer labels;
  private final List<ClBuffer> tables;

  /** Brings images to the device; the queue is used while they are written. */
  public OpenClImages(ClContext context, ClQueue queue, GreyImages images, Scaling scaling) {
    this.context = context;
    this.queue = queue;
    this.scaling = scaling;
    count = images.count();
    height = images.height();
    width = images.width();
    lowestLabel = Arrays.stream(images.labels()).min().orElse(0);
    highestLabel = Arrays.stream(images.labels()).max().orElse(0);
    if (scaling instanceof PerPixel perPixel && perPixel.mean().length != height * width) {
      throw new IllegalArgumentException(
          "scaling per pixel: "
              + perPixel.mean().length
              + " pixels, wanted "
              + height * width
              + " as the images have");
    }
    try {
      pixels = buffer("images", images.pixels().length);
      queue.write(pixels, images.pixels());
      labelCount = images.labels().length;
      labels = buffer("labels", (long) labelCount * Integer.BYTES);
      queue.write(labels, images.labels());
      if (scaling instanceof Levels levels) {
        tables = List.of(floats("grey levels", levels.levels()));
      } else if (scaling instanceof PerPixel perPixel) {
        tables = List.of(floats("means", perPixel.mean()), floats("factors", perPixel.factor()));
      } else {
        throw new IllegalArgumentException("no kernel for the scaling " + scaling);
      }
    } catch (RuntimeException e) {
      buffers.forEach(ClBuffer::close);
      throw e;
    }
  }

  private ClBuffer floats(String name, float[] values) {
    ClBuffer buffer = buffer(name, (long) values.length * Float.BYTES);
    queue.write(buffer, values);
    return buffer;
  }

  private ClBuffer buffer(String name, long bytes) {
    ClBuffer buffer = ClBuffer.create(context, name, bytes);
    buffers.add(buffer);
    return buffer;
  }

  /** Returns the context that keeps them. */
  public ClContext context() {
    return context;
  }

  @Override
  public int count() {
    return count;
  }

  /** Returns the rows of an image. */
  public int height() {
    return height;
  }

  /** Returns the columns of an image. */
  public int width() {
    return width;
  }

  /**
   * Refuses labels that a network of so many classes does not know, and images that have none.
   *
   * @throws IllegalArgumentException naming them
   */
  public void requireLabels(int classes) {
    GreyImages.requireLabels(count, labelCount);
    if (lowestLabel < 0 || highestLabel >= classes) {
      throw new IllegalArgumentException(
          "labels from %d to %d, wanted 0 to %d".formatted(lowestLabel, highestLabel, classes - 1));
    }
  }

  /** Returns how grey levels become inputs. */
  public Scaling scaling() {
    return scaling;
  }

  /** Returns the grey levels, image by image, a byte each. */
  public ClBuffer pixels() {
    return pixels;
  }

  /** Returns an integer for each image. */
  public ClBuffer labels() {
    return labels;
  }

  /** Returns the levels, or the means and factors. */
  public List<ClBuffer> tables() {
    return tables;
  }

  @Override
  public void close() {
    buffers.forEach(ClBuffer::close);
  }
}
