// Inputs from images that are kept as bytes, each sample distorted by an affine map (LeCun et al. 1998, Section III-A)
// and an elastic deformation (Simard, Steinkraus, Platt 2003) of its own, then scaled. Its draws follow from the key and
// the image's index alone. As on the CPU, step by step and without contractions, so that no bit differs.
#include "random.h"

#pragma OPENCL FP_CONTRACT OFF

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
// The taps of the Gaussian on each side of its middle; 0 where there is no elastic deformation.
#ifndef RADIUS
#define RADIUS 12
#endif

#define TOP ((IN_HEIGHT - IMAGE_HEIGHT) / 2)
#define LEFT ((IN_WIDTH - IMAGE_WIDTH) / 2)
#define AREA (IN_HEIGHT * IN_WIDTH)
#define FIRST_DRAW 8

// The amounts, in their order in the table.
enum { HORIZONTAL, VERTICAL, SCALING, SQUEEZING, SHEAR, TANGENT, ALPHA };

// How far from place (u, v) of the input, about the image's centre, the point of the image lies that it shows:
// by (xx u + xy v + x, yx u + yy v + y).
typedef struct {
  float xx, xy, yx, yy, x, y;
} affine;

// (2k + 1) / 2^24 - 1 for k of 24 bits, which is exact.
static float symmetric(ulong k) { return (float)(2 * (int)k + 1 - (1 << 24)) * 0x1p-24f; }

static float random_symmetric(ulong state, int draw) { return symmetric(random_bits(state, draw) >> 40); }

// 1/a, rounded as IEEE 754 wants it; the division of OpenCL need not be.
static float reciprocal(float a) {
  const float r = 1.0f / a;
  return fma(fma(-a, r, 1.0f), r, r);
}

static void draw_affine(global const float *amounts, ulong state, local affine *map) {
  const float larger = amounts[SCALING] * random_symmetric(state, 2);
  const float wider = amounts[SQUEEZING] * random_symmetric(state, 3);
  const float per_scale = reciprocal(1 + larger);
  const float per_width = per_scale * reciprocal(1 + wider);
  const float shear = amounts[SHEAR] * random_symmetric(state, 4);
  const float t = amounts[TANGENT] * random_symmetric(state, 5);
  const float per_square = reciprocal(1 + t * t);
  const float less_cosine = -2 * (t * t) * per_square;
  const float sine = 2 * t * per_square;
  const float cosine = 1 + less_cosine;
  const float right = amounts[HORIZONTAL] * random_symmetric(state, 0);
  const float down = amounts[VERTICAL] * random_symmetric(state, 1);
  const float xx = (less_cosine + shear * sine - (larger + wider + larger * wider)) * per_width;
  const float xy = (sine - shear * cosine) * per_width;
  const float yx = -sine * (1 + wider) * per_scale;
  const float yy = (less_cosine * (1 + wider) + (wider - larger)) * per_scale;
  map->xx = xx;
  map->xy = xy;
  map->yx = yx;
  map->yy = yy;
  map->x = -(xx * right + xy * down + right);
  map->y = -(yx * right + yy * down + down);
}

#if RADIUS > 0
// Draws the displacements of all pixels, those along rows first.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void elastic_noise(global const int *restrict order, int position, ulong key, global float *restrict noise) {
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const int pixel = y * IN_WIDTH + x;
    const ulong bits = random_bits(random_state(key, order[position + sample]), FIRST_DRAW + pixel);
    noise[sample * 2 * AREA + pixel] = symmetric(bits >> 40);
    noise[(sample * 2 + 1) * AREA + pixel] = symmetric(bits >> 16 & 0xffffff);
  }
}

// The Gaussian about place i of n, values `step` apart being neighbours; beyond the ends they are 0.
static float smooth(global const float *values, int i, int n, int step, global const float *taps) {
  float sum = taps[0] * values[i * step];
  for (int t = 1; t <= RADIUS; t++) {
    const float before = i - t >= 0 ? values[(i - t) * step] : 0.0f;
    const float after = i + t < n ? values[(i + t) * step] : 0.0f;
    sum += taps[t] * (before + after);
  }
  return sum;
}

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void elastic_columns(global const float *restrict noise, global const float *restrict taps,
                     global float *restrict smoothed) {
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    for (int direction = 0; direction < 2; direction++) {
      const int field = (sample * 2 + direction) * AREA;
      smoothed[field + y * IN_WIDTH + x] = smooth(noise + field + x, y, IN_HEIGHT, IN_WIDTH, taps);
    }
  }
}
#endif

static float pixel_or_background(global const uchar *image, int row, int column) {
  const bool inside = row >= 0 && row < IMAGE_HEIGHT && column >= 0 && column < IMAGE_WIDTH;
  return inside ? (float)image[row * IMAGE_WIDTH + column] : 0.0f;
}

// The grey level so far below and to the right of a pixel, bilinear between the four pixels about that point.
static float grey_at(global const uchar *image, int row, int column, float down, float right) {
  const float whole_down = floor(down);
  const float whole_right = floor(right);
  const int top = row + (int)whole_down;
  const int left = column + (int)whole_right;
  const float across = right - whole_right;
  const float upper = pixel_or_background(image, top, left);
  const float lower = pixel_or_background(image, top + 1, left);
  const float above = upper + across * (pixel_or_background(image, top, left + 1) - upper);
  const float below = lower + across * (pixel_or_background(image, top + 1, left + 1) - lower);
  return above + (down - whole_down) * (below - above);
}

// The grey level that the input shows in a row and a column of the image, which may lie outside it.
static float distorted_grey(global const uchar *image, local const affine *map, float alpha,
                            global const float *smoothed, global const float *taps, int row,
                            int column) {
  const float u = column - (IMAGE_WIDTH - 1) * 0.5f;
  const float v = row - (IMAGE_HEIGHT - 1) * 0.5f;
  float right = map->xx * u + (map->xy * v + map->x);
  float down = map->yx * u + (map->yy * v + map->y);
#if RADIUS > 0
  const int x = column + LEFT;
  global const float *restrict line = smoothed + (row + TOP) * IN_WIDTH;
  right += alpha * smooth(line, x, IN_WIDTH, 1, taps);
  down += alpha * smooth(line + AREA, x, IN_WIDTH, 1, taps);
#endif
  return grey_at(image, row, column, down, right);
}

// Each grey level has its value; between two of them it is linear.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void distort_levels(global const uchar *restrict pixels, global const int *restrict order, int position, ulong key,
                    global const float *restrict amounts, global const float *restrict smoothed,
                    global const float *restrict taps, global const float *restrict levels,
                    global float *restrict input) {
  local affine map;
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  const int index = order[position + sample];
  if (get_local_id(0) == 0 && get_local_id(1) == 0) {
    draw_affine(amounts, random_state(key, index), &map);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const float grey = distorted_grey(pixels + (long)index * IMAGE_HEIGHT * IMAGE_WIDTH, &map, amounts[ALPHA],
                                      smoothed + sample * 2 * AREA, taps, y - TOP, x - LEFT);
    const int level = (int)grey;
    const float low = levels[level];
    input[(sample * IN_HEIGHT + y) * IN_WIDTH + x] = low + (grey - level) * (levels[min(level + 1, 255)] - low);
  }
}

// Each pixel of the image's place has its mean and factor; around it the input is the background.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void distort_pixels(global const uchar *restrict pixels, global const int *restrict order, int position, ulong key,
                    global const float *restrict amounts, global const float *restrict smoothed,
                    global const float *restrict taps, global const float *restrict mean,
                    global const float *restrict factor, float background, global float *restrict input) {
  local affine map;
  const int sample = get_group_id(0);
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  const int index = order[position + sample];
  if (get_local_id(0) == 0 && get_local_id(1) == 0) {
    draw_affine(amounts, random_state(key, index), &map);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const int row = y - TOP;
    const int column = x - LEFT;
    const bool inside = row >= 0 && row < IMAGE_HEIGHT && column >= 0 && column < IMAGE_WIDTH;
    const int pixel = row * IMAGE_WIDTH + column;
    const float grey = distorted_grey(pixels + (long)index * IMAGE_HEIGHT * IMAGE_WIDTH, &map, amounts[ALPHA],
                                      smoothed + sample * 2 * AREA, taps, row, column);
    input[(sample * IN_HEIGHT + y) * IN_WIDTH + x] = inside ? (grey - mean[pixel]) * factor[pixel] : background;
  }
}
