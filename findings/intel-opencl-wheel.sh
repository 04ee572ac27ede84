#!/usr/bin/env bash
# The wheel intel-opencl-rt does not ask for the wheel that holds four libraries which its runtime is linked with.
# About 900 MB are fetched.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
pip=("$work/env/bin/pip" -q --disable-pip-version-check)
"${pip[@]}" install intel-opencl-rt==2026.2.0
runtime=$work/env/lib/libintelocl.so
load() {
  "$work/env/bin/python" -c 'import ctypes, sys
try:
    ctypes.CDLL(sys.argv[1])
    print("loads")
except OSError as e:
    print(e)' "$runtime"
}
"$work/env/bin/python" -c 'from importlib.metadata import requires, version
print("intel-opencl-rt", version("intel-opencl-rt"), "requires", requires("intel-opencl-rt"))'
alone=$(load)
echo "alone: $alone"
"${pip[@]}" install intel-cmplr-lib-rt==2026.2.0
export LD_LIBRARY_PATH=$work/env/lib
with=$(load)
echo "with intel-cmplr-lib-rt: $with"
[[ $alone == 'libimf.so: cannot open shared object file'* && $with == loads ]]
