"""What makes a model that will run in eight bits lose less by it: its words' vectors, its loudest channels, and rounding while it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterable

import torch
from torch import Tensor
from torch.nn import functional as F

if TYPE_CHECKING:
    from model import Engine

WORDS_WITHIN = 0.4
"""The words' vectors are cut to this: 0.02 % of their numbers are larger, up to 1.05, and one scale for all of them would be more than twice as coarse."""

LOUD, QUIET, SILENT = 9.0, 7.0, -3.0
"""What is above the first is loud; it is lowered to the second, and what was silent stays below the third. All but such channels stay below 8."""


def in_steps(x: Tensor) -> Tensor:
    """Activations as the exported graph will round them before a product: 255 steps from the least to the greatest. Gradients pass unrounded."""
    low, high = (float(one) for one in x.detach().aminmax())
    step = max(max(high, 0) - min(low, 0), 1e-6) / 255
    return torch.fake_quantize_per_tensor_affine(x.float(), step, round(-min(low, 0) / step), 0, 255)


@torch.no_grad()
def put_words_in_steps(engine: Engine) -> None:
    """The words' vectors where quantising will put them, so that the rest can learn to live with it."""
    step = WORDS_WITHIN / 128
    words = engine.encoder.words.weight
    words.copy_((words / step).round().clamp(-128, 127) * step)


@torch.no_grad()
def quieten(engine: Engine, inputs: Iterable[tuple[Tensor, Tensor, Tensor]]) -> None:
    """
    Lowers the channels that fire at a window's first token alone, some three times as high as all others, for which one scale makes the steps of all
    others three times as wide. They are as good as two numbers, one for the first token and one for the rest, so another line through GELU gives the same.
    `inputs` are windows of any text, one at a time.
    """
    engine.eval()
    layers, heard = engine.encoder.layers, [[] for _ in engine.encoder.layers]
    hooks = [layer.up.register_forward_hook(lambda _, __, given, kept=kept: kept.append(given[0])) for layer, kept in zip(layers, heard)]
    for one in inputs:
        engine(*one)
    for hook in hooks:
        hook.remove()
    for layer, windows in zip(layers, heard):
        first, rest = torch.stack([one[0] for one in windows]).mean(0), torch.cat([one[1:] for one in windows])
        for channel in ((first > LOUD) & (rest.amax(0) < 0)).nonzero().flatten().tolist():
            lower(layer, channel, first[channel], rest[:, channel])


def lower(layer: torch.nn.Module, channel: int, first: Tensor, rest: Tensor) -> None:
    """Puts `first` at QUIET and the greatest of `rest` at SILENT; what the channel gives to the first token, and on average to the rest, stays the same."""
    slope = (QUIET - SILENT) / (first - rest.max())
    shift = QUIET - slope * first
    before, after = F.gelu(rest).mean(), F.gelu(rest * slope + shift).mean()
    louder = (F.gelu(first) - before) / (F.gelu(torch.tensor(QUIET)) - after)
    layer.down.bias += layer.down.weight[:, channel] * (before - louder * after)
    layer.down.weight[:, channel] *= louder
    layer.up.weight[channel] *= slope
    layer.up.bias[channel] = layer.up.bias[channel] * slope + shift
