"""Leaves out the day of an earlier message, and a "premier" that counts what was sent: "suite à mon message de mercredi soir, …"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.language.text import Token, word_set

_SENT = word_set("message messages mail mails courriel courriels sms texto appel courrier echange conversation fil")
_COUNTED = _SENT | word_set("envoi certificat justificatif formulaire document fichier essai coup scan photo")
_LEADS = word_set("suite complement apres comme rappel lien")
_BACK = 6


def without_earlier_mail(said: list[Said], tokens: Sequence[Token]) -> list[Said]:
    """Return what is said of the days beside others, without when or how often the writers wrote before."""
    if len(said) == 1:
        return said
    return [one for one in said if not (_is_of_mail(one, tokens) or _is_of_talk(one, tokens) or _counts_mail(one, tokens))] or said


def _is_of_mail(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether a day is that of a message to which this one goes on: "suite à mon mail de lundi"."""
    if len(one.group.items) > 1 or one.group.kind != "list":
        return False
    start = one.i if tokens[one.i].text in {"de", "du", "d'"} else one.i - 1
    if start < 1 or tokens[start].text not in {"de", "du", "d'"} or tokens[start - 1].text not in _SENT:
        return False
    return any(token.text in _LEADS for token in tokens[max(start - _BACK, 0) : start - 1])


def _is_of_talk(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether a day is only when something was agreed: "comme convenu au téléphone ce matin, …"."""
    words = [token.text for token in tokens[one.i : one.j + 1]]
    if words[0] not in _JUST_NOW or _OF_TODAY.isdisjoint(words) or words[-1] not in {",", ":"}:
        return False
    before = [token.text for token in tokens[max(one.i - _FAR, 0) : one.i]]
    return any(pair[0] == "comme" and pair[1] in _AGREED and "," not in before[at:] for at, pair in enumerate(pairwise(before)))


_JUST_NOW, _OF_TODAY, _FAR = word_set("ce cet hier"), word_set("matin apres midi hier soir"), 8
_AGREED = word_set("convenu dit discute evoque vu annonce explique entendu promis demande precise")


def _counts_mail(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether "le premier" counts messages or papers: "le premier mail n'est pas passé"."""
    return one.j < len(tokens) and tokens[one.j - 1].text == "premier" and tokens[one.j].text in _COUNTED
