"""Learns the second reader of orders from the corpus: `make learn`, or `python tools/learn_orders.py [language…]`.

Each message of a language's corpus is one example, the third kept apart left out; its class is its intent, an act only where it may be
taken at once, an act that is told and asked about all the same (the child may be missing, or the day), or none. The weights are those of a
logistic regression (scikit-learn, L2), rounded to eight bits.
"""

import sys

import numpy as np
from rounded_weights import packed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tests.understanding.corpus_reading import Case, beside, cases, close, kept_apart, said
from villars_core.understanding.beside.asides import without_asides
from villars_core.understanding.language.lexicon import written_languages
from villars_core.understanding.learnt.likely import ACTS, ASKED, BUCKETS, CLASSES, bucket, groups_of, masked_words, pairs_of, path_of
from villars_core.understanding.reader import take_apart

_STRENGTH = 30.0


def main() -> None:
    """Learn and write the weights of each language, or of those named, and say of how many messages."""
    for language in sys.argv[1:] or written_languages():
        examples = examples_of(language)
        path_of(language).write_bytes(weights_of(fitted(examples)))
        print(f"{language}: {len(examples)} messages, {path_of(language).stat().st_size} bytes")


def examples_of(language: str) -> list[Case]:
    """Return the messages of a language that are learnt from."""
    found = cases(language)
    apart = set(map(id, kept_apart(found)))
    more = close(language) + beside(language) if language == "fr" else said(language)
    return [case for case in found if id(case) not in apart] + more


def fitted(examples: list[Case]) -> LogisticRegression:
    """Return the model of the examples."""
    classes = np.array([_class(case) for case in examples])
    return LogisticRegression(C=_STRENGTH, max_iter=1000).fit(matrix(examples), classes)


def matrix(examples: list[Case]) -> csr_matrix:
    """Return the groups of each message as the program counts them."""
    values: list[float] = []
    rows: list[int] = []
    columns: list[int] = []
    for row, case in enumerate(examples):
        words = masked_words(without_asides(take_apart(case.text, case.context)))
        groups = [group for word in words for group in groups_of(word)] + list(pairs_of(words))
        values += [1 / np.sqrt(len(groups))] * len(groups)
        rows += [row] * len(groups)
        columns += [bucket(group) for group in groups]
    return csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS))


def weights_of(learnt: LogisticRegression) -> bytes:
    """Return the weights as the program reads them."""
    return packed(learnt.coef_.T, biases=[round(float(bias), 6) for bias in learnt.intercept_])


def _class(case: Case) -> int:
    """Return the class of a message: its intent; an act that is told and asked about all the same; none."""
    intents = [intent.value if intent else "" for intent in CLASSES]
    if case.intent not in intents:
        return 0
    at = intents.index(case.intent)
    return ASKED if case.asks and CLASSES[at] in ACTS else at


if __name__ == "__main__":
    main()
