#!/usr/bin/env python3
"""Writes pytorch.onnx and pytorch.safetensors: a LeNet as tutorials have it, and what it answers.

PyTorch 1.13 (Debian 12: apt-get install --no-install-recommends python3-torch); ONNX by torch.onnx.export alone.
"""

import json
import struct

import torch
from torch import nn
import torch.nn.functional as F


class LeNet(nn.Module):
    """Padding, max and average pooling, a layer without biases, groups, a reshaping from the number of samples, dropout."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 5, padding=2)
        self.conv2 = nn.Conv2d(4, 8, 5, bias=False)
        self.conv3 = nn.Conv2d(8, 6, 3, stride=2, groups=2)
        self.fc1 = nn.Linear(24, 20)
        self.dropout = nn.Dropout(0.5)
        self.fc2 = nn.Linear(20, 10, bias=False)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.avg_pool2d(1.7159 * torch.tanh(self.conv2(x) * (2 / 3)), 2)
        x = F.softplus(self.conv3(x))
        x = x.view(x.size(0), -1)
        x = self.dropout(torch.sigmoid(self.fc1(x)))
        return F.softmax(self.fc2(x), dim=1)


def safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


torch.manual_seed(1)
net = LeNet().eval()
for p in net.parameters():
    p.data *= 3  # so that the answers differ
images = torch.randn(3, 1, 28, 28) * torch.tensor([0.1, 1.0, 3.0]).view(3, 1, 1, 1)
free = {"input": {0: "batch"}, "output": {0: "batch"}}
torch.onnx.export(
    net, images, "pytorch.onnx", input_names=["input"], output_names=["output"], dynamic_axes=free, opset_version=14
)
safetensors("pytorch.safetensors", {"input": images, "output": net(images)})
print(net(images))
