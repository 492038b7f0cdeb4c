"""Says which words of doubt hesitate about nothing: "de si belles rentrées", "une réunion qui risque de durer", "on verra le médecin"."""

from itertools import pairwise

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import reach, word_set

_MARKS = word_set(', . ; : ! ? ( ) " « »')
_FAR = 40
_BE = word_set("de des d' est etait etaient sont suis etes c'est fut un une deja avec")
_SUBJECTS = word_set(
    "il elle ils elles on je j' tu nous vous ce c' ca cela le la les l' mon ma mes son sa ses leur leurs un une des cet cette besoin jamais"
    " possible necessaire oui non pas"
)
_DOCTORS = word_set(
    "medecin docteur doc pediatre dentiste specialiste generaliste chirurgien orthodontiste orl kine ophtalmo psy allergologue dermato"
    " infirmiere pharmacien"
)
_THE = word_set("le la un une notre son l'")
_PAINS = word_set("pleure crie hurle gratte tousse vomit saigne gemit souffre boite grimace mal douleur douleurs")
_TURNS_ILL = word_set("sera aura ira pourra va est a revient reprend veut")
_WAITS = word_set("attendre patienter")
_DEEDS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup"})


def is_idle(cue: Cue, heard: Heard) -> bool:
    """Say whether a word of doubt is none, whatever the act: of how much, of the writers' work, of a visit, of what hurts."""
    words = heard.scan.words
    word, after = words[cue.i], words[cue.j : cue.j + 2]
    if word == "si" and (_offers_paper(cue, heard) or _tells_cause(cue, heard)):
        return True
    if word == "si" and cue.j - cue.i == 1:
        # "de si belles rentrées", "c'est si rare"; "(si si !)" stands alone
        if "si" in {*words[cue.i - 1 : cue.i], *after[:1]}:
            end = cue.j + (after[:1] == ["si"])
            return end == len(words) or not words[end][0].isalnum()
        return cue.i > 0 and words[cue.i - 1] in _BE and after[:1] != [] and after[0].isalpha() and after[0] not in _SUBJECTS
    if word.startswith("risqu"):
        return _is_of_work(cue, heard)
    if words[cue.j - 1].startswith("verr") and len(after) > 1:
        return after[0] in _THE and after[1] in _DOCTORS
    if word == "des" and words[cue.j - 1] in {"que", "qu'"}:
        return _tells_pain(cue, heard)
    return word == "sinon" and not _WAITS.isdisjoint(_stretch(cue, heard)) and not _tells_deed(cue, heard)


def _offers_paper(cue: Cue, heard: Heard) -> bool:
    """Say whether a paper is only offered: "j'ai l'attestation si besoin", "je peux fournir un certificat si nécessaire"."""
    words = heard.scan.words
    if words[cue.j - 1] not in _NEEDED and words[cue.j : cue.j + 1] not in _NEEDED_ALONE:
        return False
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    if any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues):
        return False
    before = words[start : cue.i]
    return not _OFFERS.isdisjoint(before) and not _PAPERS.isdisjoint(before)


_NEEDED, _NEEDED_ALONE = word_set("besoin necessaire"), (["besoin"], ["necessaire"])
_OFFERS = word_set("ai avons peux pouvons tiens tenons garde conserve")
_PAPERS = word_set(
    "attestation attestations certificat certificats justificatif justificatifs preuve preuves ordonnance mot papier document"
)


def _tells_cause(cue: Cue, heard: Heard) -> bool:
    """Say whether an "if" tells what was and why: "si Tom était absent hier, c'est qu'il avait de la fièvre"."""
    words = heard.scan.words
    if cue.i != heard.sentence_starts[cue.i] and words[cue.i - 1] not in _MARKS:
        return False
    start = heard.sentence_starts[cue.i]
    stop = next((at for at in range(cue.j, len(words)) if heard.sentence_starts[at] != start), len(words))
    told = words[cue.j : stop]
    at = next((at for at, (one, two) in enumerate(pairwise(told)) if (one, two) == ("c'", "est")), 0)
    return told[at + 2 : at + 3] != [] and told[at + 2] in _BECAUSE and not _WERE.isdisjoint(told[:at]) and "?" not in told


_BECAUSE, _WERE = word_set("que qu' parce"), word_set("etait etaient a ont avait avaient")


def _is_of_work(cue: Cue, heard: Heard) -> bool:
    """Say whether what may last or come late is the writers' own: "ma réunion risque de durer", "je risque de rater le car"."""
    if _tells_deed(cue, heard) or "?" in _stretch(cue, heard):
        return False
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    if any(start <= one.i < stop and one.keys for one in heard.mentions):
        return False
    before = heard.scan.words[start : cue.i]
    return not _WRITERS.isdisjoint(before)


_WRITERS = word_set("j' je nous on mon ma notre mes nos")


def _tells_pain(cue: Cue, heard: Heard) -> bool:
    """Say whether it is told when something hurts: "il pleure dès qu'il croque", not "dès qu'il va mieux il revient"."""
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    return not _PAINS.isdisjoint(heard.scan.words[start : cue.i]) and _TURNS_ILL.isdisjoint(heard.scan.words[cue.j : stop])


def _tells_deed(cue: Cue, heard: Heard) -> bool:
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    return any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues)


def _stretch(cue: Cue, heard: Heard) -> list[str]:
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    return heard.scan.words[start : stop + 1]
