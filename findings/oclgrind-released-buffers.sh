#!/usr/bin/env bash
# Oclgrind 21.10 goes on with what it knew of a released buffer where another one gets its place: what lies beyond the old
# one's end stays "uninitialized" there, whatever is written. On Debian 12, whose packages are unpacked into a folder.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install pyopencl==2026.1.4 numpy==2.4.6
mkdir "$work/debs" "$work/root" "$work/vendors"
cd "$work/debs"
apt-get -q download oclgrind liboclgrind-21.10 >"$work/log" 2>&1
for package in *.deb; do dpkg -x "$package" "$work/root"; done
echo "oclgrind $(dpkg-deb -f oclgrind_*.deb Version)"
find "$work/root" -name liboclgrind-rt-icd.so >"$work/vendors/oclgrind.icd"
libraries=$(dirname "$(find "$work/root" -name 'liboclgrind.so*' -print -quit)")
export OCL_ICD_VENDORS=$work/vendors/ LD_LIBRARY_PATH=$libraries OCLGRIND_UNINITIALIZED=1 OCLGRIND_MAX_ERRORS=1000
reports() {
  rm -f "$work/reports"
  OCLGRIND_LOG=$work/reports "$work/env/bin/python" - "$@" <<'P'
import sys
import numpy as np, pyopencl as cl
device = cl.get_platforms()[0].get_devices()[0]
context = cl.Context([device])
queue = cl.CommandQueue(context)
program = cl.Program(context, """
kernel void fill(global float *a) { a[get_global_id(0)] = 1.0f; }
kernel void copy(global const float *a, global float *b) { b[get_global_id(0)] = a[get_global_id(0)]; }""").build()
fill, copy = cl.Kernel(program, "fill"), cl.Kernel(program, "copy")
for count in map(int, sys.argv[1:]):
    first = cl.Buffer(context, cl.mem_flags.READ_WRITE, 4 * count)
    second = cl.Buffer(context, cl.mem_flags.READ_WRITE, 4 * count)
    fill(queue, (count,), None, first)
    copy(queue, (count,), None, first, second)
    values = np.zeros(count, np.float32)
    cl.enqueue_copy(queue, values, second)
    queue.finish()
    assert (values == 1).all()
    first.release()
    second.release()
P
  grep -c "Uninitialized value written" "$work/reports" 2>/dev/null || true
}
alone=$(reports 100) after=$(reports 12 100)
echo "100 values filled and copied: ${alone:-0} reports; the same after 12 values, released: ${after:-0}"
[[ ${alone:-0} == 0 && ${after:-0} == 88 ]]
