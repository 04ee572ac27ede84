#!/usr/bin/env bash
# Mesa 22.3.6's llvmpipe, an OpenCL device by rusticl, ends the loops of a kernel after 65,535 rounds. On Debian 12, whose
# packages are unpacked into a folder.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install pyopencl==2026.1.4 numpy==2.4.6
mkdir "$work/debs" "$work/root" "$work/vendors"
cd "$work/debs"
apt-get -q download mesa-opencl-icd libclc-15 libclc-15-dev libllvm15 libclang-cpp15 libllvmspirvlib15 libclang1-15 \
  libclang-common-15-dev >"$work/log" 2>&1
for package in *.deb; do dpkg -x "$package" "$work/root"; done
echo "mesa-opencl-icd $(dpkg-deb -f mesa-opencl-icd_*.deb Version)"
libraries=$(dirname "$(find "$work/root" -name libRusticlOpenCL.so.1 -print -quit)")
echo "$libraries/libRusticlOpenCL.so.1" >"$work/vendors/rusticl.icd"
export OCL_ICD_VENDORS=$work/vendors LD_LIBRARY_PATH=$libraries GALLIUM_PIPE_SEARCH_DIR=$libraries/gallium-pipe
export RUSTICL_ENABLE=llvmpipe
"$work/env/bin/python" - <<'P'
import numpy as np, pyopencl as cl
device = cl.get_platforms()[0].get_devices()[0]
context = cl.Context([device])
queue = cl.CommandQueue(context)
print(device.platform.name, device.driver_version, device.name)
kernel = cl.Program(context, """
kernel void f(global const float *in, global int *out, int n) {
  int count = 0;
  for (int i = 0; i < n; i++) count += in[i & 7] < 2.0f;
  out[get_global_id(0)] = count;
}""").build().f
flags = cl.mem_flags
zeros = cl.Buffer(context, flags.READ_ONLY | flags.COPY_HOST_PTR, hostbuf=np.zeros(8, np.float32))
result = np.zeros(1, np.int32)
out = cl.Buffer(context, flags.WRITE_ONLY, result.nbytes)
counted = []
for rounds in (65_000, 100_000):
    kernel(queue, (1,), None, zeros, out, np.int32(rounds))
    cl.enqueue_copy(queue, result, out)
    counted.append(int(result[0]))
    print(rounds, "rounds counted:", counted[-1])
assert counted == [65_000, 65_535]
P
