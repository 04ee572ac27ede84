package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.DigitImage;
import java.util.Locale;
import java.util.Optional;

/**
 * How a picture is brought to the size that a network takes, and how images of data files are kept.
 * For networks of several maps images have planes one below the other, red above green above blue:
 * those of 3 maps of 32×32 are images of 96×32.
 *
 * @param way what is kept of it
 * @param maps how many planes: 1 for grey, 3 for colours, others for data files alone
 * @param height rows of the result
 * @param width columns of the result
 * @param grid the cells that each picture consists of, where it is a sheet of many
 * @param stored how images that are no pictures are kept
 */
public record PictureFit(
    Way way, int maps, int height, int width, Optional<Cell> grid, Stored stored) {
  /** As MNIST's digits are: 28×28, see {@link DigitImage}. */
  public static final PictureFit DIGITS = new PictureFit(Way.INK, DigitImage.SIDE, DigitImage.SIDE);

  /** The input of LeNet-5, whose digits are 28×28 with an empty border around them. */
  private static final int PADDED = 32;

  /**
   * The size of a cell of a sheet.
   *
   * @param height its rows
   * @param width its columns
   */
  public record Cell(int height, int width) {
    /** Checks the size. */
    public Cell {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "a cell is " + height + "×" + width + ", wanted 1×1 or more");
      }
    }
  }

  /**
   * A way for grey pictures of one thing each.
   *
   * @param way what is kept of it
   * @param height rows of the result
   * @param width columns of the result
   */
  public PictureFit(Way way, int height, int width) {
    this(way, 1, height, width);
  }

  /**
   * A way for pictures of one thing each.
   *
   * @param way what is kept of it
   * @param maps how many planes
   * @param height rows of the result
   * @param width columns of the result
   */
  public PictureFit(Way way, int maps, int height, int width) {
    this(way, maps, height, width, Optional.empty(), Stored.USUAL);
  }

  /**
   * {@return how pictures are brought to a network of one map} Ink becomes 28×28 where that fits;
   * 32×32, the input of LeNet-5, takes 28×28 in any way, and an empty border; else the input's own
   * size decides.
   *
   * @param way what is kept of a picture
   * @param height rows of the network's input
   * @param width columns of the network's input
   */
  public static PictureFit forInput(Way way, int height, int width) {
    int side = DigitImage.SIDE;
    boolean digits = way == Way.INK && height >= side && width >= side;
    return digits || height == PADDED && width == PADDED
        ? new PictureFit(way, side, side)
        : new PictureFit(way, height, width);
  }

  /**
   * {@return how pictures are brought to a network} Where it asks for several maps, its input's own
   * size decides.
   *
   * @param way what is kept of a picture
   * @param maps maps of the network's input
   * @param height rows of one
   * @param width columns of one
   */
  public static PictureFit forInput(Way way, int maps, int height, int width) {
    return maps == 1 ? forInput(way, height, width) : new PictureFit(way, maps, height, width);
  }

  /**
   * {@return the way that suits a network where nothing is said: ink alone for one of one map, all
   * of the picture for one that asks for colours}
   *
   * @param maps maps of the network's input
   */
  public static Way usual(int maps) {
    return maps == 1 ? Way.INK : Way.BOX;
  }

  /** {@return rows of an image, its planes one below the other} */
  public int rows() {
    return maps * height;
  }

  /** {@return how many levels an image has} */
  public int area() {
    return rows() * width;
  }

  /**
   * {@return the sizes of an image as a form tells them: maps, where there are several, rows,
   * columns}
   */
  public int[] shape() {
    return maps == 1 ? new int[] {height, width} : new int[] {maps, height, width};
  }

  /**
   * {@return this for sheets of cells}
   *
   * @param cell their size
   */
  public PictureFit withGrid(Cell cell) {
    return new PictureFit(way, maps, height, width, Optional.of(cell), stored);
  }

  /**
   * {@return this for images that are kept otherwise}
   *
   * @param other how
   */
  public PictureFit withStored(Stored other) {
    return new PictureFit(way, maps, height, width, grid, other);
  }

  /** What is kept of a picture. */
  public enum Way {
    /** The ink alone, fitted into the frame and centred by mass, as MNIST's digits are. */
    INK,
    /**
     * The whole picture, its place and size in it: the largest box that fits, paper around it; of
     * colours, black.
     */
    BOX,
    /** The picture as it is, which must have the very size; light is ink, colours are kept. */
    NONE;

    /**
     * {@return the way of that name}
     *
     * @param name ink, box or none
     * @throws IllegalArgumentException if there is none
     */
    public static Way named(String name) {
      for (Way way : values()) {
        if (way.toString().equals(name)) {
          return way;
        }
      }
      throw new IllegalArgumentException("fit is '" + name + "', wanted ink, box or none");
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the size. */
  public PictureFit {
    if (maps > 1 && way == Way.INK) {
      throw new IllegalArgumentException(
          "fit is ink, which has no colours, wanted box or none for " + maps + " maps");
    }
    if (maps < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "pictures are to be " + height + "×" + width + ", wanted 1×1 or more");
    }
  }
}
