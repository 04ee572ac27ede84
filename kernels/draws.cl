// What the draws of a layer start from, for each sample of a pass.
#include "random.h"

#ifndef GROUP
#define GROUP 64
#endif

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void draws_states(global const int *restrict order, int position, ulong key, int samples,
                  global ulong *restrict states) {
  const int sample = get_global_id(0);
  if (sample < samples) {
    states[sample] = random_state(key, order[position + sample]);
  }
}
