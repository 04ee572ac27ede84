// What a device can do at best: arithmetic that needs no memory, and a copy that needs no arithmetic.

#ifndef GROUP
#define GROUP 64
#endif

#define CHAINS 8

// Each work-item takes 8 chains of 16 multiply-adds so many rounds further, 256 floating-point operations a round:
// enough that do not wait for each other for a GPU's registers, or for a CPU's vectors.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void probe_arithmetic(int rounds, float factor, float addend, global float *restrict result) {
  // No two start alike, so that none can be left out.
  const float16 start = (float16)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + (float)get_global_id(0);
  float16 chain[CHAINS];
#pragma unroll
  for (int c = 0; c < CHAINS; c++) {
    chain[c] = start + 16.0f * c;
  }
  for (int round = 0; round < rounds; round++) {
#pragma unroll
    for (int c = 0; c < CHAINS; c++) {
      chain[c] = chain[c] * factor + addend;
    }
  }
  float16 sum = chain[0];
#pragma unroll
  for (int c = 1; c < CHAINS; c++) {
    sum += chain[c];
  }
  const float8 half_sum = sum.lo + sum.hi;
  const float4 quarter = half_sum.lo + half_sum.hi;
  result[get_global_id(0)] = quarter.x + quarter.y + quarter.z + quarter.w;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void probe_copy(global const float4 *restrict from, global float4 *restrict to) {
  const int i = get_global_id(0);
  to[i] = from[i];
}
