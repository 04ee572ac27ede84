// The second stage of sums over samples: each block of samples has left its part of every parameter's sum, and the
// parts are added block by block, always in the same order.

#ifndef GROUP
#define GROUP 64
#endif

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void reduction_blocks(global const float *restrict partial, int blocks, int count, int add,
                      global float *restrict total) {
  const int i = get_global_id(0);
  if (i < count) {
    float sum = partial[i];
    for (int block = 1; block < blocks; block++) {
      sum += partial[block * count + i];
    }
    total[i] = add ? total[i] + sum : sum;
  }
}
