package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.ImageBatch;
import java.io.IOException;
import java.util.List;

/** Is told the answers to a stream of images, batch by batch in their order. */
@FunctionalInterface
public interface BatchListener {

  /**
   * Takes the answers to some images, while the next ones are on the device.
   *
   * @param batch the images
   * @param answers an answer for each
   * @throws IOException if they cannot be written; this ends the stream
   */
  void answered(ImageBatch batch, List<Answer> answers) throws IOException;
}
