// A sample's input: values that are there, or an image whose grey levels have values, centred before the background.
typedef struct {
  global const float *values;
  bool grey;
  global const uchar *image;
  global const float *levels;
  int height;
  int width;
  float background;
} sample_input;

static float input_at(sample_input from, int row, int column) {
  if (!from.grey) {
    return from.values[row * INPUT_SIDE + column];
  }
  const int y = row - (INPUT_SIDE - from.height) / 2;
  const int x = column - (INPUT_SIDE - from.width) / 2;
  const bool inside = y >= 0 && y < from.height && x >= 0 && x < from.width;
  return inside ? from.levels[from.image[y * from.width + x]] : from.background;
}

static void load_input(sample_input from, local float *m, int lane) {
  for (int i = lane; i < INPUT_SIDE * INPUT_SIDE; i += GROUP) {
    const int row = i / INPUT_SIDE;
    const int column = i - row * INPUT_SIDE;
    m[INPUT_AT + row * INPUT_STRIDE + column] = input_at(from, row, column);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
