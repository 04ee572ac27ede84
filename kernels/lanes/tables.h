// What the bodies of whole networks know of convolutions and tables of maps. A unit is what stands in the room for one
// value: a vector of samples in lanes/, a value in rows/.

// Where a layer's windows lie: maps, rows and columns of the input and of the outputs; rows and columns of a window, and
// of the steps from one to the next.
typedef struct {
  int in_maps, in_height, in_width;
  int out_maps, out_height, out_width;
  int height, width, down, across;
} field;

// Which output maps read which input maps. Pairs are numbered output map by output map. Where all read all, nothing is
// looked up.
typedef struct {
  bool full;
  constant int *first;        // each output map's first pair
  constant int *inputs;       // each pair's input map
  constant int *outputs;      // each pair's output map
  constant int *first_reader; // each input map's first place in
  constant int *readers;      // the pairs, input map by input map
} table;

constant int NO_TABLE[1] = {0};
#define FULL ((table){true, NO_TABLE, NO_TABLE, NO_TABLE, NO_TABLE, NO_TABLE})

INLINE int first_pair(const field f, const table t, int map) { return t.full ? map * f.in_maps : t.first[map]; }
INLINE int readers_of(const field f, const table t, int map) {
  return t.full ? f.out_maps : t.first_reader[map + 1] - t.first_reader[map];
}
INLINE int reader(const field f, const table t, int map, int n) {
  return t.full ? n * f.in_maps + map : t.readers[t.first_reader[map] + n];
}
INLINE int input_of(const field f, const table t, int map, int pair) {
  return t.full ? pair - map * f.in_maps : t.inputs[pair];
}
INLINE int output_of(const field f, const table t, int n, int pair) { return t.full ? n : t.outputs[pair]; }

// The most sums of a tile, which are to stay in registers.
#define MOST_SUMS 28

// Lays maps out with zeros around and, where steps are more than one, between their values: the first value goes to
// (top, left), what falls outside is left out.
INLINE void lay_out(global const unit *x, const int maps, const int in_height, const int in_width, const int down,
                    const int across, const int top, const int left, const int height, const int width,
                    global unit *y) {
  for (int k = 0; k < maps * height * width; k++) {
    y[k] = 0.0f;
  }
  for (int m = 0; m < maps; m++) {
    for (int r = 0; r < in_height; r++) {
      for (int c = 0; c < in_width; c++) {
        const int row = top + r * down;
        const int column = left + c * across;
        if (row >= 0 && row < height && column >= 0 && column < width) {
          y[(m * height + row) * width + column] = x[(m * in_height + r) * in_width + c];
        }
      }
    }
  }
}
