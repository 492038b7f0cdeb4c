"""Learns which of the children told in a message its order is about: `make learn`, or `python tools/learn_children.py [more.tsv…]`.

Each child told in a French message that orders something for some of several children is one example. The weights are those of a
logistic regression (scikit-learn, L2), rounded to eight bits.
"""

import json
import sys
import zlib
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tests.understanding.corpus_reading import Case, cases, close, kept_apart, written
from villars_core.understanding.acts import MEAL_INTENTS
from villars_core.understanding.body import own_words
from villars_core.understanding.meant import BUCKETS, bucket, groups_of, is_of_interest, told
from villars_core.understanding.reader import take_apart
from villars_core.understanding.values import Intent

_OUT = Path(__file__).parent.parent / "villars_core" / "understanding" / "lexicons" / "children_fr.bin"
_STRENGTH = 30.0
_HIGHEST = 127
_ORDERS = {intent.value for intent in MEAL_INTENTS}

Example = tuple[set[int], bool]


def main() -> None:
    """Learn and write the weights, and say of how many children."""
    found = cases("fr")
    apart = set(map(id, kept_apart(found)))
    some = [case for case in found if id(case) not in apart] + close("fr")
    for path in sys.argv[1:]:
        some += written(Path(path), "fr")
    examples = [example for case in some for example in examples_of(case)]
    _OUT.write_bytes(packed(fitted(examples)))
    print(f"{len(examples)} children told, {sum(not meant for _, meant in examples)} not meant, {_OUT.stat().st_size} bytes")


def examples_of(case: Case) -> list[Example]:
    """Return the children told in a message, each with the groups around and whether the order is about it."""
    if case.asks or case.intent not in _ORDERS:
        return []
    heard = take_apart(own_words(case.text), case.context)
    if not is_of_interest(heard):
        return []
    meant = {child.key for child in case.context.children if child.first_name in case.children}
    found: list[Example] = []
    for mention in told(heard):
        keys = set(mention.keys)
        if keys <= meant or not keys & meant:
            found.append(({bucket(group) for group in groups_of(heard, mention, Intent(case.intent))}, keys <= meant))
    return found


def fitted(examples: list[Example]) -> LogisticRegression:
    """Return the model of the examples."""
    rows = [row for row, (buckets, _) in enumerate(examples) for _ in buckets]
    columns = [at for buckets, _ in examples for at in buckets]
    values = [1 / np.sqrt(len(buckets)) for buckets, _ in examples for _ in buckets]
    table = csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS))
    return LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced").fit(table, [meant for _, meant in examples])


def packed(learnt: LogisticRegression) -> bytes:
    """Return the weights as the program reads them: a line of JSON, then a compressed table of bytes."""
    weights = learnt.coef_[0]
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / _HIGHEST
    rounded = np.clip(np.rint(weights / scale), -_HIGHEST, _HIGHEST).astype(np.int8)
    head = json.dumps({"scale": scale, "bias": round(float(learnt.intercept_[0]), 6)})
    return head.encode() + b"\n" + zlib.compress(rounded.tobytes(), 9)


if __name__ == "__main__":
    main()
