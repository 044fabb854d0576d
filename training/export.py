"""A finished run as two ONNX graphs in int8: `encode` (a window of tokens) and `read` (the tokens around a cue); with vocabulary and manifest."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional as F

from data import FLAT, ROLES
from model import Engine, Layer
from predict import LONGEST, Decoding, load_engine


class Attention(torch.autograd.Function):
    """ONNX Runtime's own operator for attention, a tenth faster than the steps it stands for; `mask` 0 where there is no token, or nothing."""

    @staticmethod
    def forward(context, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, heads: int) -> Tensor:
        b, t, h = q.shape
        q, k, v = (one.view(b, t, heads, h // heads).transpose(1, 2) for one in (q, k, v))
        bias = None if mask is None else (mask[:, None, None] - 1.0) * 1e4
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, t, h)

    @staticmethod
    def symbolic(graph, q, k, v, mask, heads):
        # Its fourth input, weights added to all three, is left out.
        left_out = graph.op("prim::Constant")
        left_out.setType(torch._C.OptionalType.ofTensor())
        masked = [] if mask is None else [left_out, mask]
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, *masked, num_heads_i=heads).setType(q.type())


class FusedLayer(Layer):
    """A layer as it is exported."""

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, -1)
        mask = None if bias is None else (bias[:, 0, 0] > -1).int()
        x = self.norm1(x + self.out(Attention.apply(q, k, v, mask, self.heads)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encode(nn.Module):
    """One window, nothing padded: log chances of the flat tags, and the reader's view of each token."""

    def __init__(self, engine: Engine):
        super().__init__()
        self.engine = engine

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        tags, states = self.engine(ids, features, None)
        return tags.log_softmax(-1), states


class Read(nn.Module):
    def __init__(self, engine: Engine):
        super().__init__()
        self.reader = engine.reader

    def forward(self, near: Tensor, inside: Tensor, mask: Tensor) -> Tensor:
        return self.reader(near, inside, mask).log_softmax(-1)


def write_graph(module: nn.Module, examples: tuple[Tensor, ...], names: list[str], outputs: list[str], axes: dict, path: Path) -> None:
    torch.onnx.export(module.eval(), examples, str(path), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)


def quantised(path: Path, target: Path) -> None:
    """The same graph with its weights in eight bits, a scale for every column, and its steps joined."""
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
    small = path.with_suffix(".small.onnx")
    quantize_dynamic(str(ready), str(small), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True})
    optimise(small, target)


def optimise(path: Path, target: Path) -> None:
    """Joins steps as ONNX Runtime would when it loads the graph, but for one: adding and normalising in one step is several times slower in it than in two."""
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(target)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, help="for example ../models/quote-l6")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pre-trained encoder: its vocabulary goes along")
    parser.add_argument("--float", action="store_true", help="keep the weights in 32 bits, to see what quantising costs")
    args = parser.parse_args()
    engine = load_engine(args.checkpoint)
    config = engine.config
    for layer in (*engine.encoder.layers, *engine.reader.layers):
        layer.__class__ = FusedLayer
    args.folder.mkdir(parents=True, exist_ok=True)
    ids, features = torch.full((1, 9), 1000, dtype=torch.int32), torch.ones((1, 9, 3), dtype=torch.int32)
    near = torch.randn(2, 2 * config.radius, config.role_hidden)
    inside = torch.zeros(near.shape[:2], dtype=torch.int32)
    inside[:, config.radius] = 1
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        plain = {name: Path(scratch) / f"{name}.onnx" for name in ("encode", "read")}
        write_graph(Encode(engine), (ids, features), ["ids", "features"], ["tags", "states"], {"ids": {1: "t"}, "features": {1: "t"}}, plain["encode"])
        axes = {name: {0: "cues"} for name in ("near", "inside", "mask")}
        write_graph(Read(engine), (near, inside, torch.ones(near.shape[:2])), ["near", "inside", "mask"], ["roles"], axes, plain["read"])
        for name, path in plain.items():
            target = args.folder / f"{name}.onnx"
            (optimise if args.float else quantised)(path, target)
    shutil.copy(args.base / "vocab.txt", args.folder / "vocab.txt")
    how = Decoding()
    shape = {
        "longest": LONGEST,
        "radius": config.radius,
        "states": config.role_hidden,
        "tags": FLAT,
        "roles": ROLES,
        "decoding": asdict(how),
    }
    (args.folder / "model.json").write_text(json.dumps(shape, indent=2) + "\n")
    write_manifest(args.folder.parent)


def write_manifest(models: Path) -> None:
    """Every model's files with size and SHA-256; the engine's own hash is that of its two graphs."""
    manifest = {}
    for folder in sorted(one.parent for one in models.glob("*/model.json")):
        files = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in (".onnx", ".txt", ".json"):
                content = path.read_bytes()
                files[path.name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        manifest[folder.name] = files
    (models / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
