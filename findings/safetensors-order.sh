#!/usr/bin/env bash
# safetensors.numpy.save writes the memory behind a view under the view's shape.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install safetensors==0.8.0 numpy==2.4.6
"$work/env/bin/python" - <<'PYTHON'
from importlib.metadata import version
import numpy as np
from safetensors.numpy import load, save

print("safetensors", version("safetensors"), "numpy", np.__version__)
kernel = np.arange(6, dtype="float32").reshape(2, 3)
views = {
    "as it is": kernel,
    "transposed": kernel.T,
    "Fortran order": np.asfortranarray(kernel),
    "every other column": np.arange(12, dtype="float32").reshape(3, 4)[:, ::2],
}
for name, view in views.items():
    back = load(save({"a": view}))["a"]
    same = back.shape == view.shape and bool((back == view).all())
    print(f"{name}: saved {view.tolist()}, loaded {back.tolist()}")
    assert back.shape == view.shape
    assert same == (name == "as it is"), name
    copied = load(save({"a": np.ascontiguousarray(view)}))["a"]
    assert (copied == view).all(), name
PYTHON
