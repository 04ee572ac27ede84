#!/usr/bin/env bash
# idx2numpy refuses to write the arrays that it has itself read, where a value has more than a byte.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install idx2numpy==1.2.3 numpy==2.4.6
"$work/env/bin/python" - <<'PYTHON'
from importlib.metadata import version
import idx2numpy
import numpy as np

print("idx2numpy", version("idx2numpy"), "numpy", np.__version__)
for kind in ("uint8", "int8", "int16", "int32", "float32", "float64"):
    first = np.arange(6).reshape(2, 3).astype(kind)
    read = idx2numpy.convert_from_string(idx2numpy.convert_to_string(first))
    assert (read == first).all()
    try:
        idx2numpy.convert_to_string(read)
        outcome = "written again"
    except idx2numpy.FormatError as refused:
        outcome = f"refused: {refused}"
    print(f"{kind}: read as {read.dtype.str}, {outcome}")
    assert outcome.startswith("written" if first.itemsize == 1 else "refused"), kind
    assert idx2numpy.convert_to_string(read.astype(kind))
PYTHON
