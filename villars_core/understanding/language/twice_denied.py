"""Takes the second "não" of a Brazilian denial, which closes its stretch, for no more than the first: "ele não vai almoçar aí não"."""

from collections.abc import Container

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import MARKS

_NOT, _FAR = "nao", 14


def denied_once(cues: list[Cue], scan: Scan, named: Container[int]) -> list[Cue]:
    """Return the cues of a Portuguese message, a denial said again marked as used; one right behind a child's name is its own."""
    tokens = scan.tokens
    ends = [cue for cue in cues if cue.tag == "neg" and not cue.denied and tokens[cue.i].text == _NOT and cue.j - cue.i == 1 and cue.i]
    ends = [cue for cue in ends if cue.j == len(tokens) or tokens[cue.j].text in MARKS]
    again = {cue.i for cue in ends if cue.i - 1 not in named and _is_denied_before(cue.i, cues, scan)}
    return [Cue(cue.tag, cue.i, cue.j, denied=True) if cue.i in again else cue for cue in cues] if again else cues


def _is_denied_before(at: int, cues: list[Cue], scan: Scan) -> bool:
    """Say whether another denial bears on something between the last mark and a place, and nothing but words stands between."""
    start = next((place + 1 for place in range(at - 1, max(at - _FAR, 0) - 1, -1) if scan.tokens[place].text in MARKS), max(at - _FAR, 0))
    return start < at and any(cue.denied and start <= cue.i < at for cue in cues)
