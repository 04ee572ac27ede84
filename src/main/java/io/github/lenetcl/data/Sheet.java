package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.DigitImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture of many digits in a grid, like OpenCV's digits.png: cells row by row, and as many rows
 * for each of the ten digits. Where the rows are no multiple of ten, there are no labels.
 *
 * @param entry the picture
 * @param fit how a cell is brought to size, and how large it is
 * @param rows how many rows of cells there are
 * @param columns how many cells a row has
 * @param normalised whether the cells are normalised digits as they are
 */
record Sheet(Entry entry, PictureFit fit, int rows, int columns, boolean normalised)
    implements Column {
  private static final int DIGITS = 10;

  static Piece read(Entry entry, PictureFit fit) throws IOException {
    PictureFit.Cell cell = fit.grid().orElseThrow();
    BufferedImage picture = picture(entry);
    if (picture.getHeight() % cell.height() != 0 || picture.getWidth() % cell.width() != 0) {
      throw BadInputException.of(
          entry.name(),
          "size",
          picture.getWidth() + "×" + picture.getHeight(),
          "a whole number of cells of " + cell.width() + "×" + cell.height());
    }
    int rows = picture.getHeight() / cell.height();
    int columns = picture.getWidth() / cell.width();
    boolean normalised = areNormalised(entry, picture, fit, rows * columns);
    Sheet sheet = new Sheet(entry, fit, rows, columns, normalised);
    return rows % DIGITS == 0
        ? new Piece(entry.path(), sheet, Optional.of(sheet.new Labels()))
        : new Piece(entry.path(), sheet);
  }

  private static boolean areNormalised(
      Entry entry, BufferedImage picture, PictureFit fit, int count) throws IOException {
    PictureFit.Cell cell = fit.grid().orElseThrow();
    List<FittedPicture> cells = new ArrayList<>();
    if (cell.height() == DigitImage.SIDE && cell.width() == DigitImage.SIDE) {
      for (int at = 0; at < count; at++) {
        cells.add(FittedPicture.of(entry.name(), part(picture, cell, at), fit));
      }
    }
    return FittedPicture.areNormalised(cells);
  }

  /** The cell at a place, row by row. */
  private static BufferedImage part(BufferedImage picture, PictureFit.Cell cell, int at) {
    int columns = picture.getWidth() / cell.width();
    int x = at % columns * cell.width();
    int y = at / columns * cell.height();
    return picture.getSubimage(x, y, cell.width(), cell.height());
  }

  private static BufferedImage picture(Entry entry) throws IOException {
    try (InputStream in = entry.stored()) {
      return Pictures.read(entry.name(), in.readAllBytes());
    }
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public int count() {
    return rows * columns;
  }

  @Override
  public int[] shape() {
    return fit.shape();
  }

  @Override
  public boolean isBytes() {
    return true;
  }

  @Override
  public Cursor open() throws IOException {
    PictureFit.Cell cell = fit.grid().orElseThrow();
    BufferedImage picture = picture(entry);
    return new WholeItems() {
      private int at;

      @Override
      public byte[] next() throws IOException {
        BufferedImage part = part(picture, cell, at);
        String name = entry.name() + ", cell " + at++;
        return FittedPicture.of(name, part, fit).require(name, normalised, fit);
      }
    };
  }

  /** The digit of each cell, told by its row. */
  private final class Labels implements Column {

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public int count() {
      return rows * columns;
    }

    @Override
    public int[] shape() {
      return new int[0];
    }

    @Override
    public Optional<List<String>> names() {
      return Optional.of(LabelledImages.numbered(DIGITS));
    }

    @Override
    public Cursor open() {
      return new Cursor() {
        private int at;

        @Override
        public void next(float[] item) {
          item[0] = at++ / columns / (rows / DIGITS);
        }
      };
    }
  }
}
