// LeNet-5 in the local memory of one work-group: a sample's way forward. Functions are called as the layers are; a
// barrier ends each. Lanes are the work-group's work-items.

// Lanes are the work-group's; C3's table has the pairs of map o from C3_FIRST[o] to C3_FIRST[o + 1] - 1, in the order of
// their kernels.
#define C5_ROUNDS ((C5_UNITS * C5_PARTS + GROUP - 1) / GROUP)

static float dot4(float4 a, float4 b, float sum) {
  sum += a.x * b.x;
  sum += a.y * b.y;
  sum += a.z * b.z;
  sum += a.w * b.w;
  return sum;
}

static void load_parameters(global const float *w, local float *m, int lane) {
  for (int i = lane; i < SHARED_PARAMETERS; i += GROUP) {
    m[PARAMETERS_AT + i] = w[i];
  }
}

// C1 and S2: a lane takes a window of S2, map by map. C1's units are kept where derivatives are to come.
static void c1_s2(local float *m, bool keep, int lane) {
  local const float *w = m + PARAMETERS_AT;
  for (int unit = lane; unit < S2_AREA; unit += GROUP) {
    const int row = unit / S2_SIDE;
    const int column = unit - row * S2_SIDE;
    local const float *patch = m + INPUT_AT + 2 * row * INPUT_STRIDE + 2 * column;
    for (int map = 0; map < C1_MAPS; map++) {
      float2 above = w[C1_BIAS + map];
      float2 below = above;
      float weight[KERNEL];
#pragma unroll
      for (int y = 0; y <= KERNEL; y++) {
        local const float2 *from = (local const float2 *)(patch + y * INPUT_STRIDE);
        const float x[KERNEL + 1] = {from[0].x, from[0].y, from[1].x, from[1].y, from[2].x, from[2].y};
#pragma unroll
        for (int kx = 0; kx < KERNEL; kx++) {
          if (y > 0) {
            below += weight[kx] * (float2)(x[kx], x[kx + 1]);
          }
          if (y < KERNEL) {
            weight[kx] = w[C1_WEIGHT + (map * KERNEL + y) * KERNEL + kx];
            above += weight[kx] * (float2)(x[kx], x[kx + 1]);
          }
        }
      }
      const float unit00 = SQUASH(above.x);
      const float unit01 = SQUASH(above.y);
      const float unit10 = SQUASH(below.x);
      const float unit11 = SQUASH(below.y);
      if (keep) {
        local float *c1 = m + C1_AT + map * C1_STRIDE + 2 * row * C1_SIDE + 2 * column;
        c1[0] = unit00;
        c1[1] = unit01;
        c1[C1_SIDE] = unit10;
        c1[C1_SIDE + 1] = unit11;
      }
      const float sum = unit00 + unit01 + unit10 + unit11;
      m[S2_AT + map * S2_AREA + unit] = SQUASH(w[S2_COEFFICIENT + map] * sum + w[S2_BIAS + map]);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A lane takes a row of a map.
static void c3(local float *m, int lane) {
  local const float *w = m + PARAMETERS_AT;
  for (int item = lane; item < C3_MAPS * C3_SIDE; item += GROUP) {
    const int map = item / C3_SIDE;
    const int row = item - map * C3_SIDE;
    float sum[C3_SIDE];
#pragma unroll
    for (int x = 0; x < C3_SIDE; x++) {
      sum[x] = w[C3_BIAS + map];
    }
    for (int pair = C3_FIRST[map]; pair < C3_FIRST[map + 1]; pair++) {
      local const float *in = m + S2_AT + C3_INPUTS[pair] * S2_AREA + row * S2_SIDE;
      for (int ky = 0; ky < KERNEL; ky++) {
        float from[S2_SIDE];
#pragma unroll
        for (int x = 0; x < S2_SIDE / 2; x++) {
          const float2 two = ((local const float2 *)(in + ky * S2_SIDE))[x];
          from[2 * x] = two.x;
          from[2 * x + 1] = two.y;
        }
#pragma unroll
        for (int kx = 0; kx < KERNEL; kx++) {
          const float weight = w[C3_WEIGHT + (pair * KERNEL + ky) * KERNEL + kx];
#pragma unroll
          for (int x = 0; x < C3_SIDE; x++) {
            sum[x] += weight * from[x + kx];
          }
        }
      }
    }
#pragma unroll
    for (int x = 0; x < C3_SIDE; x++) {
      m[C3_AT + item * C3_SIDE + x] = SQUASH(sum[x]);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// Where the window of S4's unit begins in C3.
static int s4_window(int unit) {
  const int map = unit / (S4_SIDE * S4_SIDE);
  const int place = unit - map * S4_SIDE * S4_SIDE;
  const int row = place / S4_SIDE;
  const int column = place - row * S4_SIDE;
  return map * C3_AREA + 2 * row * C3_SIDE + 2 * column;
}

static void s4(local float *m, int lane) {
  local const float *w = m + PARAMETERS_AT;
  for (int unit = lane; unit < S4_UNITS; unit += GROUP) {
    const int map = unit / (S4_SIDE * S4_SIDE);
    local const float *window = m + C3_AT + s4_window(unit);
    const float sum = window[0] + window[1] + window[C3_SIDE] + window[C3_SIDE + 1];
    m[S4_AT + unit] = SQUASH(w[S4_COEFFICIENT + map] * sum + w[S4_BIAS + map]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// The parts of a unit take turns at its weights, four at a time.
static void c5(global const float *w, local float *m, int lane) {
  local const float4 *x = (local const float4 *)(m + S4_AT);
  const int part = lane & (C5_PARTS - 1);
  float sum[C5_ROUNDS];
#pragma unroll
  for (int round = 0; round < C5_ROUNDS; round++) {
    sum[round] = 0;
  }
  for (int i = part; i < S4_UNITS / 4; i += C5_PARTS) {
#pragma unroll
    for (int round = 0; round < C5_ROUNDS; round++) {
      const int unit = min((round * GROUP + lane) / C5_PARTS, C5_UNITS - 1);
      global const float4 *weight = (global const float4 *)(w + C5_WEIGHT + unit * S4_UNITS);
      sum[round] = dot4(weight[i], x[i], sum[round]);
    }
  }
#pragma unroll
  for (int round = 0; round < C5_ROUNDS; round++) {
    if (round * GROUP + lane < C5_UNITS * C5_PARTS) {
      m[SCRATCH_AT + round * GROUP + lane] = sum[round];
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int unit = lane; unit < C5_UNITS; unit += GROUP) {
    float all = w[C5_BIAS + unit];
    for (int k = 0; k < C5_PARTS; k++) {
      all += m[SCRATCH_AT + unit * C5_PARTS + k];
    }
    m[C5_AT + unit] = SQUASH(all);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

static void f6(global const float *w, local float *m, int lane) {
  local const float4 *x = (local const float4 *)(m + C5_AT);
  for (int item = lane; item < F6_UNITS * F6_PARTS; item += GROUP) {
    const int unit = item / F6_PARTS;
    global const float4 *weight = (global const float4 *)(w + F6_WEIGHT + unit * C5_UNITS);
    float sum = 0;
    for (int i = item - unit * F6_PARTS; i < C5_UNITS / 4; i += F6_PARTS) {
      sum = dot4(weight[i], x[i], sum);
    }
    m[SCRATCH_AT + item] = sum;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int unit = lane; unit < F6_UNITS; unit += GROUP) {
    float all = w[F6_BIAS + unit];
    for (int k = 0; k < F6_PARTS; k++) {
      all += m[SCRATCH_AT + unit * F6_PARTS + k];
    }
    m[F6_AT + unit] = SQUASH(all);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

static void rbf(global const float *centers, local float *m, int lane) {
  local const float4 *x = (local const float4 *)(m + F6_AT);
  for (int item = lane; item < RBF_UNITS * RBF_PARTS; item += GROUP) {
    const float4 distance = x[item - item / RBF_PARTS * RBF_PARTS] - ((global const float4 *)centers)[item];
    m[SCRATCH_AT + item] = dot4(distance, distance, 0.0f);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (lane < RBF_UNITS) {
    float sum = 0;
    for (int k = 0; k < RBF_PARTS; k++) {
      sum += m[SCRATCH_AT + lane * RBF_PARTS + k];
    }
    m[PENALTY_AT + lane] = sum;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// From the input in local memory to the penalties.
static void forward(global const float *w, global const float *centers, local float *m, bool keep, int lane) {
  c1_s2(m, keep, lane);
  c3(m, lane);
  s4(m, lane);
  c5(w, m, lane);
  f6(w, m, lane);
  rbf(centers, m, lane);
}
