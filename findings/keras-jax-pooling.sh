#!/usr/bin/env bash
# Keras on JAX writes max pooling over the samples and the maps too, which ONNX Runtime does not compute.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install \
  keras==3.15.1 jax==0.10.2 jax2onnx==0.17.1 onnx==1.23.2 onnxruntime==1.32.0
cd "$work"
KERAS_BACKEND=jax "$work/env/bin/python" - <<'PYTHON'
from importlib.metadata import version
import keras
import numpy as np
import onnx
import onnxruntime

print(*(f"{name} {version(name)}" for name in ("keras", "jax", "jax2onnx", "onnx", "onnxruntime")))
picture = np.arange(16, dtype=np.float32).reshape(1, 4, 4, 1)
outcomes = {}
for layer in (keras.layers.AveragePooling2D(2), keras.layers.MaxPooling2D(2)):
    name = type(layer).__name__
    model = keras.Sequential([keras.Input((4, 4, 1)), layer])
    expected = np.asarray(model(picture))
    model.export(f"{name}.onnx", format="onnx", verbose=False)
    graph = onnx.load(f"{name}.onnx")
    onnx.checker.check_model(graph, full_check=True)
    windows = [
        list(attribute.ints)
        for node in graph.graph.node
        for attribute in node.attribute
        if attribute.name == "kernel_shape"
    ]
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(f"{name}.onnx", options)
        (got,) = session.run(None, {session.get_inputs()[0].name: picture})
        outcomes[name] = "as Keras" if np.allclose(got, expected) else "otherwise than Keras"
    except Exception as refused:
        outcomes[name] = str(refused).rsplit(": ", 1)[-1]
    print(f"{name}: {[node.op_type for node in graph.graph.node]}, windows {windows}: {outcomes[name]}")
assert outcomes["AveragePooling2D"] == "as Keras", outcomes
assert outcomes["MaxPooling2D"] == "Unsupported pooling size.", outcomes
PYTHON
