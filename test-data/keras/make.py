"""Writes the models beside it, and what Keras makes of three random pictures with each.

pip install keras jax h5py safetensors; KERAS_BACKEND=jax python make.py
"""

import numpy as np
import keras
from keras import layers as L
from safetensors.numpy import save_file

keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def sequential(shape, *layers):
    return keras.Sequential([keras.Input(shape), *layers])


def functional():
    x = keras.Input((28, 28, 1))
    y = L.Conv2D(3, 5, strides=2, activation="tanh")(x)
    y = L.MaxPooling2D(2)(y)
    y = L.Flatten()(y)
    return keras.Model(x, L.Dense(10, activation="softmax")(y))


def adapted():
    layer = L.Normalization(axis=-1)
    layer.adapt(np.random.default_rng(2).uniform(0, 0.6, (20, 14, 14, 1)).astype("float32"))
    return layer


models = {
    "functions": sequential(
        (28, 28, 1),
        L.Conv2D(3, 5, activation="gelu"),
        L.MaxPooling2D(2, padding="same"),
        L.Conv2D(4, 3, activation="silu"),
        L.AveragePooling2D(3, 2, padding="same"),
        L.Flatten(),
        L.Dense(12, activation="elu"),
        L.Dense(11, activation="selu"),
        L.Dense(12, activation="hard_sigmoid"),
        L.Dense(11, activation="softplus"),
        L.Dense(12, activation="softsign"),
        L.Dense(12, activation="leaky_relu"),
        L.Dense(12, activation="relu6"),
        L.Dense(12, activation="hard_silu"),
        L.Dense(10, activation="softmax"),
    ),
    "normalised": sequential(
        (28, 28, 1),
        L.Rescaling(1.0 / 255),
        L.Conv2D(3, 3, padding="same", use_bias=False),
        L.BatchNormalization(),
        L.ReLU(),
        L.AveragePooling2D(2),
        L.Conv2D(5, 5, strides=2, padding="same"),
        L.LeakyReLU(negative_slope=0.2),
        L.BatchNormalization(scale=False),
        L.GlobalAveragePooling2D(),
        L.Dropout(0.3),
        L.Dense(10),
    ),
    "separable": sequential(
        (28, 28, 1),
        L.ZeroPadding2D(((1, 2), (0, 3))),
        L.DepthwiseConv2D(3, depth_multiplier=3, strides=2),
        L.ReLU(max_value=6),
        L.SeparableConv2D(4, 3, activation="relu"),
        L.Conv2D(4, 3, dilation_rate=2, groups=2),
        L.ELU(0.5),
        L.GlobalMaxPooling2D(),
        L.Dense(10),
        L.Softmax(),
    ),
    "rows": sequential(
        (784,), L.Reshape((28, 28, 1)), L.MaxPooling2D(4), L.Flatten(), L.Dense(10, activation="sigmoid")
    ),
    "colour": sequential(
        (32, 32, 3), L.Conv2D(3, 3, activation="relu"), L.MaxPooling2D(3), L.Flatten(), L.Dense(10)
    ),
    "functional": functional(),
    "nested": sequential(
        (14, 14, 1),
        L.Normalization(axis=None, mean=0.1307, variance=0.0949),
        adapted(),
        keras.Sequential([L.Conv2D(3, 3, activation="hard_tanh"), L.MaxPooling2D(2)]),
        L.Dense(4, activation="celu"),
        keras.Sequential([L.Flatten(), L.Dense(10, activation="log_sigmoid")]),
    ),
}

for name, model in models.items():
    for layer in model.layers:
        own = layer.get_weights()
        if isinstance(layer, L.BatchNormalization):
            layer.set_weights([rng.uniform(0.5, 1.5, w.shape) for w in own])
        elif own and not isinstance(layer, L.Normalization):
            layer.set_weights([w + rng.normal(0, 0.05, w.shape) for w in own])
    model.save(name + ".keras")
    grey = rng.integers(0, 256, (3,) + model.input_shape[1:]).astype("float32")
    outputs = model.predict(grey if name == "normalised" else grey / 255, verbose=0)
    save_file({"grey": grey, "outputs": np.asarray(outputs)}, name + ".safetensors")

models["normalised"].save("normalised.h5")
models["functional"].save("functional.h5")
models["rows"].save_weights("alone.weights.h5")

# Weights alone, of a network that the test writes down.
alone = sequential(
    (9, 8, 1),
    L.Conv2D(2, 3),
    L.BatchNormalization(),
    L.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"),
    L.Flatten(),
    L.BatchNormalization(),
    L.Dense(4),
)
for layer in alone.layers:
    layer.set_weights([rng.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()])
alone.save_weights("alone-batch.weights.h5")
grey = rng.integers(0, 256, (3,) + alone.input_shape[1:]).astype("float32")
save_file({"grey": grey, "outputs": np.asarray(alone.predict(grey / 255, verbose=0))}, "alone-batch.safetensors")
