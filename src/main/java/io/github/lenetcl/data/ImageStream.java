package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images taken batch by batch, from files of any size: no more is in memory than the batches that
 * the caller holds. Not safe for use by several threads at once.
 */
public interface ImageStream extends Closeable {

  /** {@return how many images there are in all} */
  int count();

  /** {@return the rows of an image} */
  int height();

  /** {@return the columns of an image} */
  int width();

  /** {@return the names of the classes in the order of the labels; empty where there are none} */
  List<String> classes();

  /**
   * {@return what the file of one image is called, where each has its own}
   *
   * @param index which image, from 0
   */
  default Optional<String> name(int index) {
    return Optional.empty();
  }

  /**
   * Takes the next images.
   *
   * @param most how many are wanted; fewer come only at the end
   * @return the images, or nothing after the last one
   * @throws BadInputException if a file is damaged
   * @throws IOException if a file cannot be read
   */
  Optional<ImageBatch> next(int most) throws IOException;

  /**
   * Opens images, of whose labels, if they have any, no notice is taken.
   *
   * @param images a file of any form that {@link DataSets#open(Path)} knows; IDX and NumPy of up to
   *     2,147,483,647 images
   * @return the stream, to be closed by the caller
   * @throws BadInputException if the file is missing or is anything else; what is damaged within a
   *     gzip stream shows when it is read
   * @throws IOException if the file cannot be read
   */
  static ImageStream open(Path images) throws IOException {
    return open(images, PictureFit.DIGITS);
  }

  /**
   * Opens images, of whose labels, if they have any, no notice is taken.
   *
   * @param images a file of any form that {@link DataSets#open(Path)} knows
   * @param fit how pictures are brought to size, where it holds pictures
   * @return the stream, to be closed by the caller
   * @throws BadInputException if the file is missing or is anything else
   * @throws IOException if the file cannot be read
   */
  static ImageStream open(Path images, PictureFit fit) throws IOException {
    Entry entry = FileEntry.of(images);
    byte[] start = entry.start(3);
    boolean idx = start.length < 2 || start[0] == 0 && start[1] == 0;
    boolean bytes = start.length < 3 || start[2] == IdxHeader.UNSIGNED_BYTE;
    return idx && bytes && fit.maps() == 1 && !IdxForm.isTurned(entry)
        ? fit.stored().turned(IdxStream.open(images), 1)
        : DataSets.stream(OpenData.open(images, fit), OpenData::streamImages);
  }

  /**
   * Opens images with their labels.
   *
   * @param images an IDX file of three dimensions, plain or gzip
   * @param labels an IDX file of one dimension, plain or gzip, with a label for each image
   * @param classes the names of the classes; a label without a name is an error
   * @return the stream, to be closed by the caller
   * @throws BadInputException if a file is missing or wrong, or the two do not belong together
   * @throws IOException if a file cannot be read
   */
  static ImageStream open(Path images, Path labels, List<String> classes) throws IOException {
    return IdxStream.open(images, labels, classes);
  }

  /**
   * Streams images that are in memory.
   *
   * @param images the images
   * @return the stream
   */
  static ImageStream of(LabelledImages images) {
    return new MemoryStream(images);
  }
}
