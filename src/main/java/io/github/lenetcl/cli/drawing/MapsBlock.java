package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Shape;

/** The maps of one layer, in columns from top to bottom under a heading. */
final class MapsBlock implements Block {

  static final int HEADING = 54;

  private static final int GAP = 18;
  private static final int LARGEST_MAP = 112;
  private static final int MOST_IN_COLUMN = 8;
  private static final int UNIT_PITCH = 30;

  private final String name;
  private final String note;
  private final Shape shape;
  private final float[] values;
  private final ColorScale scale;
  private final int height;
  private final int rows;
  private final int columns;
  private final int cell;
  private int left;
  private int top;

  /**
   * Fits the maps into a height.
   *
   * @param name the layer's name
   * @param note a line below it
   * @param shape the shape of its output
   * @param values its output
   * @param scale the colours
   * @param height the height, heading and all
   */
  MapsBlock(String name, String note, Shape shape, float[] values, ColorScale scale, int height) {
    this.name = name;
    this.note = note;
    this.shape = shape;
    this.values = values;
    this.scale = scale;
    this.height = height;
    int room = height - HEADING;
    int perColumn = Math.min(shape.maps(), shape.area() == 1 ? room / UNIT_PITCH : MOST_IN_COLUMN);
    columns = (shape.maps() + perColumn - 1) / perColumn;
    rows = (shape.maps() + columns - 1) / columns;
    int side = Math.max(shape.height(), shape.width());
    int most = Math.min(LARGEST_MAP, (room + gap()) / rows - gap());
    // A smaller map is drawn smaller, though not in proportion.
    cell = Math.max(1, Math.min(most / side, 4 + 40 / side));
  }

  private int gap() {
    return shape.area() == 1 ? 4 : GAP;
  }

  private int pitch() {
    return (height - HEADING + gap()) / rows;
  }

  private int mapWidth() {
    return shape.width() * cell;
  }

  private int mapHeight() {
    return shape.height() * cell;
  }

  @Override
  public int width() {
    return columns * (mapWidth() + gap()) - gap();
  }

  @Override
  public int height() {
    return height;
  }

  /** Says where the block will stand, so that wires can be drawn before it. */
  void place(int x, int y) {
    left = x;
    top = y;
  }

  int leftOf(int map) {
    return left + map / rows * (mapWidth() + gap());
  }

  int rightOf(int map) {
    return leftOf(map) + mapWidth();
  }

  int middleOf(int map) {
    return topOf(map) + mapHeight() / 2;
  }

  private int topOf(int map) {
    return top + HEADING + map % rows * pitch() + (pitch() - gap() - mapHeight()) / 2;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    place(x, y);
    pen.text(name, x, y + 16, Pen.Style.HEADING);
    pen.text(note, x, y + 34, Pen.Style.NOTE);
    for (int map = 0; map < shape.maps(); map++) {
      if (shape.area() > 1) {
        pen.text(Integer.toString(map), leftOf(map), topOf(map) - 4, Pen.Style.TINY);
      }
      pen.grid(
          values,
          map * shape.area(),
          shape.height(),
          shape.width(),
          leftOf(map),
          topOf(map),
          cell,
          scale);
    }
  }
}
