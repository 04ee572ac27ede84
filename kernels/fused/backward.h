// LeNet-5 in the local memory of one work-group: a sample's way back, after forward(). Derivatives by a layer's
// weighted sums replace its units as soon as nothing asks for those any more.

#define C1_PART_ROWS (C1_SIDE / C1_ROW_PARTS)
#define C1_PART_ITEMS (C1_MAPS * KERNEL)

// The loss and its derivatives by the penalties, times weight: equation (9) with the rubbish class at j, or else
// equation (8); losses.cl says why it is computed in this way. All lanes return the loss.
static float loss_and_seeds(local float *m, int label, int posterior, float j, float scale, float weight, int lane) {
  local const float *y = m + PENALTY_AT;
  float loss = scale * y[label];
  float seed = lane == label ? scale * weight : 0.0f;
  if (posterior) {
    float least = j;
    for (int i = 0; i < RBF_UNITS; i++) {
      least = fmin(least, y[i]);
    }
    const float own = exp(least - y[label]);
    float others = exp(least - j);
    for (int i = 0; i < RBF_UNITS; i++) {
      others += i == label ? 0.0f : exp(least - y[i]);
    }
    const float all = own + others;
    const float q = exp(least - y[min(lane, RBF_UNITS - 1)]) / all;
    seed = scale * weight * (lane == label ? others / all : -q);
    loss = scale * (y[label] - least + log(all));
  }
  if (lane < RBF_UNITS) {
    m[SEED_AT + lane] = seed;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return loss;
}

// Whether another class's penalty is as small as the label's.
static bool misread(local const float *m, int label) {
  local const float *y = m + PENALTY_AT;
  bool other = false;
  for (int i = 0; i < RBF_UNITS; i++) {
    other = other || (i != label && !(y[label] < y[i]));
  }
  return other;
}

// The units that the gradients of C5 and F6 need, before derivatives replace them.
static void trace_units(local const float *m, global float *trace, int lane) {
  for (int i = lane; i < S4_UNITS; i += GROUP) {
    trace[TRACE_S4 + i] = m[S4_AT + i];
  }
  for (int i = lane; i < C5_UNITS; i += GROUP) {
    trace[TRACE_C5_UNITS + i] = m[C5_AT + i];
  }
  if (lane == 0) {
    *(global float4 *)(trace + TRACE_ONE) = (float4)(1, 0, 0, 0);
  }
}

static void to_f6(global const float *centers, local float *m, global float *trace, int lane) {
  for (int unit = lane; unit < F6_UNITS; unit += GROUP) {
    const float x = m[F6_AT + unit];
    float sum = 0;
    for (int i = 0; i < RBF_UNITS; i++) {
      sum += m[SEED_AT + i] * 2.0f * (x - centers[i * F6_UNITS + unit]);
    }
    const float d = squash_slope(x) * sum;
    m[F6_AT + unit] = d;
    trace[TRACE_F6 + unit] = d;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A lane takes four units of C5 and a part of F6; the weights may be changed as soon as they are read.
static void c5_sums(global const float *w, local float *m, int lane) {
  for (int item = lane; item < TO_C5_PARTS * C5_UNITS / 4; item += GROUP) {
    const int part = item / (C5_UNITS / 4);
    const int four = item - part * (C5_UNITS / 4);
    global const float4 *weight = (global const float4 *)(w + F6_WEIGHT) + four;
    float4 sum = 0;
    for (int unit = part * F6_UNITS / TO_C5_PARTS; unit < (part + 1) * F6_UNITS / TO_C5_PARTS; unit++) {
      sum += m[F6_AT + unit] * weight[unit * (C5_UNITS / 4)];
    }
    ((local float4 *)(m + SCRATCH_AT))[item] = sum;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

static void to_c5(local float *m, global float *trace, int lane) {
  for (int unit = lane; unit < C5_UNITS; unit += GROUP) {
    float sum = 0;
    for (int part = 0; part < TO_C5_PARTS; part++) {
      sum += m[SCRATCH_AT + part * C5_UNITS + unit];
    }
    const float d = squash_slope(m[C5_AT + unit]) * sum;
    m[C5_AT + unit] = d;
    trace[TRACE_C5 + unit] = d;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

static void s4_sums(global const float *w, local float *m, int lane) {
  for (int item = lane; item < TO_S4_PARTS * S4_UNITS / 4; item += GROUP) {
    const int part = item / (S4_UNITS / 4);
    const int four = item - part * (S4_UNITS / 4);
    global const float4 *weight = (global const float4 *)(w + C5_WEIGHT) + four;
    float4 sum = 0;
    for (int unit = part * C5_UNITS / TO_S4_PARTS; unit < (part + 1) * C5_UNITS / TO_S4_PARTS; unit++) {
      sum += m[C5_AT + unit] * weight[unit * (S4_UNITS / 4)];
    }
    ((local float4 *)(m + SCRATCH_AT))[item] = sum;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// Replaces the units of a window by the derivatives by their weighted sums, from that by the window's sum. Returns that
// sum.
static float to_window(local float *window, int stride, float d) {
  const float unit00 = window[0];
  const float unit01 = window[1];
  const float unit10 = window[stride];
  const float unit11 = window[stride + 1];
  window[0] = d * squash_slope(unit00);
  window[1] = d * squash_slope(unit01);
  window[stride] = d * squash_slope(unit10);
  window[stride + 1] = d * squash_slope(unit11);
  return unit00 + unit01 + unit10 + unit11;
}

// S4 and, through it, C3. What S4's coefficients get from each unit is left in scratch.
static void to_s4_and_c3(local float *m, int lane) {
  for (int unit = lane; unit < S4_UNITS; unit += GROUP) {
    const float coefficient = m[PARAMETERS_AT + S4_COEFFICIENT + unit / (S4_SIDE * S4_SIDE)];
    float sum = 0;
    for (int part = 0; part < TO_S4_PARTS; part++) {
      sum += m[SCRATCH_AT + part * S4_UNITS + unit];
    }
    const float d = squash_slope(m[S4_AT + unit]) * sum;
    m[S4_AT + unit] = d;
    m[SCRATCH_AT + unit] = d * to_window(m + C3_AT + s4_window(unit), C3_SIDE, coefficient * d);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A row of one kernel of C3.
static void c3_kernel_row(local const float *m, int item, global float *trace) {
  const int pair = item / KERNEL;
  const int ky = item - pair * KERNEL;
  local const float2 *d = (local const float2 *)(m + C3_AT + C3_OUTPUTS[pair] * C3_AREA);
  local const float2 *x = (local const float2 *)(m + S2_AT + C3_INPUTS[pair] * S2_AREA + ky * S2_SIDE);
  float sum[KERNEL];
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    sum[kx] = 0;
  }
  for (int row = 0; row < C3_SIDE; row++) {
    float from[S2_SIDE];
#pragma unroll
    for (int i = 0; i < S2_SIDE / 2; i++) {
      from[2 * i] = x[row * (S2_SIDE / 2) + i].x;
      from[2 * i + 1] = x[row * (S2_SIDE / 2) + i].y;
    }
#pragma unroll
    for (int i = 0; i < C3_SIDE / 2; i++) {
      const float2 two = d[row * (C3_SIDE / 2) + i];
#pragma unroll
      for (int kx = 0; kx < KERNEL; kx++) {
        sum[kx] += two.x * from[2 * i + kx];
        sum[kx] += two.y * from[2 * i + 1 + kx];
      }
    }
  }
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    trace[C3_WEIGHT + item * KERNEL + kx] = sum[kx];
  }
}

static float sum_of(local const float *values, int count) {
  float sum = 0;
  for (int i = 0; i < count; i++) {
    sum += values[i];
  }
  return sum;
}

// The gradient by the parameters of C3 and S4.
static void c3_s4_gradient(local const float *m, global float *trace, int lane) {
  for (int item = lane; item < C3_PAIRS * KERNEL + 3 * C3_MAPS; item += GROUP) {
    const int rest = item - C3_PAIRS * KERNEL;
    const int map = rest - rest / C3_MAPS * C3_MAPS;
    if (rest < 0) {
      c3_kernel_row(m, item, trace);
    } else if (rest < C3_MAPS) {
      trace[C3_BIAS + map] = sum_of(m + C3_AT + map * C3_AREA, C3_AREA);
    } else if (rest < 2 * C3_MAPS) {
      trace[S4_COEFFICIENT + map] = sum_of(m + SCRATCH_AT + map * S4_SIDE * S4_SIDE, S4_SIDE * S4_SIDE);
    } else {
      trace[S4_BIAS + map] = sum_of(m + S4_AT + map * S4_SIDE * S4_SIDE, S4_SIDE * S4_SIDE);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A lane takes a row of an S2 map and half of the pairs that read it. There are lanes enough for one turn.
static void to_s2(local float *m, int lane) {
  const int rows = C1_MAPS * S2_SIDE;
  const int part = lane / rows;
  const int item = lane - part * rows;
  const int map = item / S2_SIDE;
  const int row = item - map * S2_SIDE;
  float sum[S2_SIDE];
#pragma unroll
  for (int x = 0; x < S2_SIDE; x++) {
    sum[x] = 0;
  }
  if (part < 2) {
    const int first = C3_FIRST_READER[map];
    const int readers = C3_FIRST_READER[map + 1] - first;
    for (int reader = part * readers / 2; reader < (part + 1) * readers / 2; reader++) {
      const int pair = C3_READERS[first + reader];
      local const float *d = m + C3_AT + C3_OUTPUTS[pair] * C3_AREA;
      local const float *weight = m + PARAMETERS_AT + C3_WEIGHT + pair * KERNEL * KERNEL;
      for (int ky = max(0, row - C3_SIDE + 1); ky <= min(KERNEL - 1, row); ky++) {
        float from[C3_SIDE];
#pragma unroll
        for (int x = 0; x < C3_SIDE / 2; x++) {
          const float2 two = ((local const float2 *)(d + (row - ky) * C3_SIDE))[x];
          from[2 * x] = two.x;
          from[2 * x + 1] = two.y;
        }
#pragma unroll
        for (int kx = 0; kx < KERNEL; kx++) {
          const float w = weight[ky * KERNEL + kx];
#pragma unroll
          for (int x = 0; x < C3_SIDE; x++) {
            sum[x + kx] += w * from[x];
          }
        }
      }
    }
  }
  if (part == 1) {
#pragma unroll
    for (int x = 0; x < S2_SIDE; x++) {
      m[SCRATCH_AT + item * S2_SIDE + x] = sum[x];
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (part == 0) {
#pragma unroll
    for (int x = 0; x < S2_SIDE; x++) {
      local float *unit = m + S2_AT + item * S2_SIDE + x;
      *unit = squash_slope(*unit) * (sum[x] + m[SCRATCH_AT + item * S2_SIDE + x]);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// What S2's coefficients get from each unit is left in scratch.
static void to_c1(local float *m, int lane) {
  for (int unit = lane; unit < C1_MAPS * S2_AREA; unit += GROUP) {
    const int map = unit / S2_AREA;
    const int place = unit - map * S2_AREA;
    const int row = place / S2_SIDE;
    const int column = place - row * S2_SIDE;
    const float d = m[S2_AT + unit];
    const float through = m[PARAMETERS_AT + S2_COEFFICIENT + map] * d;
    local float *window = m + C1_AT + map * C1_STRIDE + 2 * row * C1_SIDE + 2 * column;
    m[SCRATCH_AT + unit] = d * to_window(window, C1_SIDE, through);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// The gradient by the parameters of S2: by rows, then by maps. C3's place serves for the sums.
static void s2_gradient(local float *m, global float *trace, int lane) {
  for (int item = lane; item < 2 * C1_MAPS * S2_SIDE; item += GROUP) {
    const int from = item < C1_MAPS * S2_SIDE ? SCRATCH_AT : S2_AT;
    const int row = item < C1_MAPS * S2_SIDE ? item : item - C1_MAPS * S2_SIDE;
    m[C3_AT + item] = sum_of(m + from + row * S2_SIDE, S2_SIDE);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (lane < 2 * C1_MAPS) {
    trace[S2_COEFFICIENT + lane] = sum_of(m + C3_AT + lane * S2_SIDE, S2_SIDE);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A row of one kernel of C1, over some rows of its map.
static void c1_kernel_row(local const float *m, int item, local float *sums) {
  const int part = item / C1_PART_ITEMS;
  const int kernel_row = item - part * C1_PART_ITEMS;
  const int map = kernel_row / KERNEL;
  const int ky = kernel_row - map * KERNEL;
  float sum[KERNEL];
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    sum[kx] = 0;
  }
  for (int row = part * C1_PART_ROWS; row < (part + 1) * C1_PART_ROWS; row++) {
    local const float *d = m + C1_AT + map * C1_STRIDE + row * C1_SIDE;
    local const float *x = m + INPUT_AT + (row + ky) * INPUT_STRIDE;
    float from[KERNEL];
#pragma unroll
    for (int kx = 1; kx < KERNEL; kx++) {
      from[kx] = x[kx - 1];
    }
    for (int i = 0; i < C1_SIDE; i++) {
#pragma unroll
      for (int kx = 1; kx < KERNEL; kx++) {
        from[kx - 1] = from[kx];
      }
      from[KERNEL - 1] = x[i + KERNEL - 1];
#pragma unroll
      for (int kx = 0; kx < KERNEL; kx++) {
        sum[kx] += d[i] * from[kx];
      }
    }
  }
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    sums[item * KERNEL + kx] = sum[kx];
  }
}

// The gradient by the parameters of C1, with the input back in its place: by parts of the rows, then their sums in
// order. C3's place serves for the parts.
static void c1_gradient(local float *m, global float *trace, int lane) {
  local float *sums = m + C3_AT;
  local float *bias_sums = sums + C1_ROW_PARTS * C1_PART_ITEMS * KERNEL;
  for (int item = lane; item < C1_ROW_PARTS * (C1_PART_ITEMS + C1_MAPS); item += GROUP) {
    const int rest = item - C1_ROW_PARTS * C1_PART_ITEMS;
    if (rest < 0) {
      c1_kernel_row(m, item, sums);
    } else {
      const int part = rest / C1_MAPS;
      const int map = rest - part * C1_MAPS;
      const int first = part * C1_PART_ROWS * C1_SIDE;
      bias_sums[rest] = sum_of(m + C1_AT + map * C1_STRIDE + first, C1_PART_ROWS * C1_SIDE);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int i = lane; i < C1_BIAS + C1_MAPS; i += GROUP) {
    float sum = 0;
    for (int part = 0; part < C1_ROW_PARTS; part++) {
      sum += i < C1_BIAS ? sums[part * C1_BIAS + i] : bias_sums[part * C1_MAPS + i - C1_BIAS];
    }
    trace[i] = sum;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// From the sums of S4's derivatives down to C1's parameters.
static void backward_below_c5(sample_input input, local float *m, global float *trace, int lane) {
  to_s4_and_c3(m, lane);
  c3_s4_gradient(m, trace, lane);
  to_s2(m, lane);
  to_c1(m, lane);
  s2_gradient(m, trace, lane);
  load_input(input, m, lane);
  c1_gradient(m, trace, lane);
}

// What the samples of a launch have in common: their inputs, as values or as the grey levels of images; the network;
// their labels and their places in the order; the loss, times weight; where its values and their marks go.
typedef struct {
  global const float *values;
  bool grey;
  global const uchar *images;
  global const float *levels;
  int height;
  int width;
  float background;
  global const float *w;
  global const float *centers;
  global const int *labels;
  global const int *order;
  int position;
  int posterior;
  float j;
  float scale;
  float weight;
  global float *losses;
  global uchar *marks;
} sample_task;

// A sample's way forth and back: its loss, its mark, and its trace. A sample's loss is no result where it, or one
// before it, is not finite; all lanes return whether that is so. (Called, and not made part of its kernel, it would keep
// values out of registers on AMD's GPUs.)
static inline __attribute__((always_inline))
bool forth_and_back(sample_task task, int sample, bool stopped, local float *m, global float *trace, int lane) {
  const int at = task.position + sample;
  const int index = task.order[at];
  const int label = task.labels[index];
  const sample_input input = {task.values + sample * INPUT_SIDE * INPUT_SIDE, task.grey,
                              task.images + (long)index * task.height * task.width, task.levels,
                              task.height, task.width, task.background};
  load_input(input, m, lane);
  forward(task.w, task.centers, m, true, lane);
  const float loss = loss_and_seeds(m, label, task.posterior, task.j, task.scale, task.weight, lane);
  const bool failed = stopped || !isfinite(loss);
  if (lane == 0) {
    task.losses[at] = loss;
    task.marks[at] = (misread(m, label) ? 1 : 0) | (failed ? 2 : 0);
  }
  trace_units(m, trace, lane);
  to_f6(task.centers, m, trace, lane);
  c5_sums(task.w, m, lane);
  to_c5(m, trace, lane);
  s4_sums(task.w, m, lane);
  backward_below_c5(input, m, trace, lane);
  return failed;
}
