package io.github.lenetcl.spark.archive;

/**
 * What is done as a whole, or not at all: a file, or a part of an IDX file.
 *
 * @param path the file
 * @param length its bytes
 * @param modified when it was last written, milliseconds
 * @param first the first image of it
 * @param count how many, 0 for all
 * @param weight how much work it is, pictures as far as that is known
 */
record Unit(String path, long length, long modified, long first, long count, long weight) {

  /** {@return what it is known by: a file that has changed is another unit} */
  String key() {
    return "%d %d %d %d %s".formatted(length, modified, first, count, path);
  }
}
