// Inputs from images that are kept as bytes: picked by index, scaled, and centred in the network's input; around the
// image the input is the background. A row of work-items makes a row of one input.

#ifndef IN_HEIGHT
#define IN_HEIGHT 32
#define IN_WIDTH 32
#define IMAGE_HEIGHT 28
#define IMAGE_WIDTH 28
#endif
#ifndef TILE_WIDTH
#define TILE_WIDTH 32
#define TILE_HEIGHT 8
#endif

#define TOP ((IN_HEIGHT - IMAGE_HEIGHT) / 2)
#define LEFT ((IN_WIDTH - IMAGE_WIDTH) / 2)

// The pixel of an image that work-item (x, y) of the input shows, or -1 outside the image.
static int pixel_at(int x, int y) {
  const int column = x - LEFT;
  const int row = y - TOP;
  const bool inside = row >= 0 && row < IMAGE_HEIGHT && column >= 0 && column < IMAGE_WIDTH;
  return inside ? row * IMAGE_WIDTH + column : -1;
}

// Each grey level has its value.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void gather_levels(global const uchar *restrict pixels, global const int *restrict order, int position,
                   global const float *restrict levels, float background, global float *restrict input) {
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    global const uchar *image = pixels + (long)order[position + sample] * IMAGE_HEIGHT * IMAGE_WIDTH;
    const int pixel = pixel_at(x, y);
    input[(sample * IN_HEIGHT + y) * IN_WIDTH + x] = pixel < 0 ? background : levels[image[pixel]];
  }
}

// Each pixel has its mean and factor.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void gather_pixels(global const uchar *restrict pixels, global const int *restrict order, int position,
                   global const float *restrict mean, global const float *restrict factor, float background,
                   global float *restrict input) {
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    global const uchar *image = pixels + (long)order[position + sample] * IMAGE_HEIGHT * IMAGE_WIDTH;
    const int pixel = pixel_at(x, y);
    input[(sample * IN_HEIGHT + y) * IN_WIDTH + x] =
        pixel < 0 ? background : ((float)image[pixel] - mean[pixel]) * factor[pixel];
  }
}
