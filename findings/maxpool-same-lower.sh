#!/usr/bin/env bash
# onnx.reference pads MaxPool with auto_pad=SAME_LOWER as if it were SAME_UPPER; its Conv, and ONNX Runtime, do not.
set -euo pipefail
work=${WORK:-$(mktemp -d)}
python3 -m venv "$work/env"
"$work/env/bin/pip" -q --disable-pip-version-check install onnx==1.23.2 onnxruntime==1.29.0 numpy==2.4.6
"$work/env/bin/python" - <<'PYTHON'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
x = np.arange(16, dtype="float32").reshape(1, 1, 4, 4)
ones = numpy_helper.from_array(np.ones((1, 1, 3, 3), "float32"), "w")


def outcomes(operator, inputs, initializers, pad, **attributes):
    node = helper.make_node(operator, inputs, ["y"], auto_pad=pad, strides=[2, 2], **attributes)
    graph = helper.make_graph(
        [node], "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 2, 2])],
        initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    runtime = onnxruntime.InferenceSession(model.SerializeToString())
    return [run.run(None, {"x": x})[0].ravel().tolist() for run in (ReferenceEvaluator(model), runtime)]


seen = {}
for pad in ("SAME_UPPER", "SAME_LOWER"):
    seen["MaxPool", pad] = outcomes("MaxPool", ["x"], [], pad, kernel_shape=[3, 3])
    seen["Conv", pad] = outcomes("Conv", ["x", "w"], [ones], pad)
for (operator, pad), (reference, runtime) in seen.items():
    print(f"{operator} {pad}: reference {reference}, ONNX Runtime {runtime}")
upper = [10, 11, 14, 15]
assert seen["MaxPool", "SAME_UPPER"] == [upper, upper]
assert seen["MaxPool", "SAME_LOWER"] == [upper, [5, 7, 13, 15]]
for pad in ("SAME_UPPER", "SAME_LOWER"):
    assert seen["Conv", pad][0] == seen["Conv", pad][1]
PYTHON
