"""Learns which of the children and days told in a message its order is about: `make learn`, or `python tools/learn_meant.py [more.tsv…]`.

Each child told in a French message that orders something for some of several children is one example, and each day where several
are told. The weights are those of a logistic regression (scikit-learn, L2), rounded to eight bits.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from rounded_weights import packed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tests.understanding.corpus_reading import Case, beside, cases, close, kept_apart, written
from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import ABSENCES
from villars_core.understanding.dates.spans import Frame
from villars_core.understanding.days.service_days import Expansion
from villars_core.understanding.language.body import own_words
from villars_core.understanding.learnt.around import BUCKETS, Around, path_of
from villars_core.understanding.learnt.meant import groups_of_child, groups_of_day, told_children, told_days
from villars_core.understanding.reader import take_apart
from villars_core.understanding.values import Intent

_STRENGTH = 30.0
_ORDERS = {intent.value for intent in MEAL_INTENTS}

Example = tuple[set[int], bool]


def main() -> None:
    """Learn and write the weights, and say of how many children and days."""
    found = cases("fr")
    apart = set(map(id, kept_apart(found)))
    some = [case for case in found if id(case) not in apart] + close("fr") + beside("fr")
    for path in sys.argv[1:]:
        some += written(Path(path), "fr")
    orders = [case for case in some if not case.asks and case.intent in _ORDERS]
    for name, examples_of in (("children", children_of), ("days", days_of)):
        examples = [example for case in orders for example in examples_of(case)]
        path_of(name).write_bytes(weights_of(fitted(examples)))
        print(f"{len(examples)} {name} told, {sum(not meant for _, meant in examples)} not meant, {path_of(name).stat().st_size} bytes")


def children_of(case: Case) -> Iterator[Example]:
    """Yield the children told in a message, each with the groups around and whether the order is about it."""
    heard = take_apart(own_words(case.text), case.context)
    meant = {child.key for child in case.context.children if child.first_name in case.children}
    around = Around(heard)
    for mention in told_children(heard):
        keys = set(mention.keys)
        if keys <= meant or not keys & meant:
            yield groups_of_child(around, mention, Intent(case.intent)), keys <= meant


def days_of(case: Case) -> Iterator[Example]:
    """Yield the days told in a message, each with the groups around and whether the order is about it."""
    heard = take_apart(own_words(case.text), case.context)
    around, meant = Around(heard), set(case.days)
    for said in told_days(heard):
        days = _expanded(said, case)
        if days and (days <= meant or not days & meant):
            yield groups_of_day(around, said, Intent(case.intent)), days <= meant


def _expanded(said: Said, case: Case) -> set[date]:
    today = case.context.now.date()
    away = Intent(case.intent) in ABSENCES
    past = away and any(day < today for day in case.days)
    frame = Frame(today, case.context.now.hour, past=past, general=False, calendar=case.context.calendar)
    return set(Expansion(frame, case.context.calendar, ()).expand([said.group], absence=away).kept)


def fitted(examples: list[Example]) -> LogisticRegression:
    """Return the model of the examples."""
    rows = [row for row, (buckets, _) in enumerate(examples) for _ in buckets]
    columns = [at for buckets, _ in examples for at in buckets]
    values = [1 / np.sqrt(len(buckets)) for buckets, _ in examples for _ in buckets]
    table = csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS))
    return LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced").fit(table, [meant for _, meant in examples])


def weights_of(learnt: LogisticRegression) -> bytes:
    """Return the weights as the program reads them."""
    return packed(learnt.coef_[0], bias=round(float(learnt.intercept_[0]), 6))


if __name__ == "__main__":
    main()
