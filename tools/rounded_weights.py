"""Rounds learnt weights to eight bits, as the program reads them: a line of JSON, then a compressed table of bytes."""

import json
import zlib
from typing import Any

import numpy as np

_HIGHEST = 127


def packed(weights: "np.ndarray[Any, np.dtype[np.float64]]", **told: object) -> bytes:
    """Return a table of weights with what else is told of it; the few largest are cut to the scale of the others."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / _HIGHEST
    rounded = np.clip(np.rint(weights / scale), -_HIGHEST, _HIGHEST).astype(np.int8)
    return json.dumps({"scale": scale, **told}).encode() + b"\n" + zlib.compress(rounded.tobytes(), 9)
