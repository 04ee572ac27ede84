package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
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
 */
record Sheet(Entry entry, PictureFit fit, int rows, int columns) implements Column {
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
    Sheet sheet = new Sheet(entry, fit, rows, picture.getWidth() / cell.width());
    return rows % DIGITS == 0
        ? new Piece(entry.path(), sheet, Optional.of(sheet.new Labels()))
        : new Piece(entry.path(), sheet);
  }

  private static BufferedImage picture(Entry entry) throws IOException {
    try (InputStream in = entry.stored()) {
      return Pictures.read(in.readAllBytes(), entry.name(), Pictures.MOST_PIXELS);
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
    return new int[] {fit.height(), fit.width()};
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
        int x = at % columns * cell.width();
        int y = at / columns * cell.height();
        String name = entry.name() + ", cell " + at++;
        BufferedImage part = picture.getSubimage(x, y, cell.width(), cell.height());
        return FittedPicture.of(name, part, fit);
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
