"""What stands under a message without being said: signatures, "Envoyé de mon iPhone", legal notices, contact blocks."""

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from email_gateway import program_lines, told

_LONGEST = 400
_TAIL = 14
_LINES_APART = 2
_SHORTEST_NOTICE = 80
_LONGEST_NOTICE = 4_000

DELIMITER = re.compile(r"^\s*[-_=*~#—–•.]{3,}\s*$")
_RFC_DELIMITER = re.compile(r"^\s{0,3}(?:--|—|__)\s?$")
_NOTICE = re.compile(
    r"^[\s*_>]{0,6}(?:(?:garanti )?sans virus\s?\.?\s*(?:<?(?:https?://)?www\.\S+)?$|virus-free|l['’]absence de virus dans|"
    r"cet? (?:e-?mail|message|courriel) a été (?:vérifié|analysé|contrôlé|scanné)|aucun virus (?:trouvé|détecté)|"
    r"this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|"
    r"(?:analysé|vérifié) par (?:norton|avast|avg|bitdefender|mcafee|kaspersky|eset)|le logiciel antivirus|avast\b|"
    r"(?:avant d['’]imprimer|pensez à l['’]environnement|n['’]imprimez|merci de n['’]imprimer|please consider the environment|p avant d)|"
    r"une messagerie gratuite|créez votre (?:adresse|compte)|accédez aux? (?:e-?mails?|courrier)|courrier pour windows|"
    r"(?:you received this message because|vous recevez ce (?:message|mail|courriel) (?:car|parce)|to unsubscribe|"
    r"pour (?:vous )?d[ée]sinscri))",
    re.IGNORECASE,
)
"""How a program's or a provider's own lines begin."""
_MAY_BE_A_NOTICE = re.compile(
    r"^[\s*_>]{0,6}(?:ce (?:message|courriel|mail|e-?mail|courrier)(?: électronique)?,? (?:et|ainsi|est|peut contenir|\(et|contient)"
    r"|les? informations? contenues? dans ce|this (?:e-?mail|message|communication) (?:and|is|may)"
    r"|confidentialit[ée] ?:|avertissement ?:|disclaimer)",
    re.IGNORECASE,
)
"""How legal notices often begin, and sentences of parents too: the words that follow tell."""
_LEGAL = tuple(
    re.compile(stem, re.IGNORECASE)
    for stem in (
        r"confiden[tc]i",
        r"destinat|empfänger|intended|addressee",
        r"expéditeur|sender|remitente|remetente|mittente|absender",
        r"pièces? jointes?|attachments?|adjunt|anexo|allegat|anhang",
        r"par erreur|in error|por error|por engano|per errore|irrtümlich",
        r"diffus|divulg|disclos|disseminat|difusi|weitergabe",
        r"interdit|prohibi|proibid|vietat|unbefugt|unauthori[sz]ed|non autorisé",
        r"détrui|supprim|delete|destroy|elimin|lösch|cancell",
        r"intégrité|virus|altér|falsifi|responsabilité|liabilit|liable",
        r"\b(?:ce|cet|this|este|esta|questo|diese)\s(?:message|courriel|e-?mail|mensaje|correo|mensagem|messaggio|nachricht|communication)",
    )
)
"""What legal notices are made of; each stem counts once."""
_STEMS_OF_A_NOTICE = 4
_STEMS_AFTER_A_START = 2
_FIRST_PERSON = re.compile(r"\b(?:j['’]|je|mon|ma|mes|moi|mi|meu|minha|i|my)\b", re.IGNORECASE)
_CLASSIFICATION = re.compile(
    r"^\W{0,3}(?:(?:c|niveau )\d\s?[-–:]\s?)?(?:(?:classification|sensibilit[ée]|sensitivity|diffusion)\s?:?\s?)?"
    r"(?:usage |document |données )?(?:interne?s?|internal(?: use)?(?: only)?|public|non[- ]sensible|confidentiel(?:le)?|confidential"
    r"|restreinte?|restricted|général|general)"
    r"(?:\s?[-–]\s?\w{1,20})?\W{0,3}$",
    re.IGNORECASE,
)
"""The label that firms' programs put under a message: "Interne", "C1 - Interne", "Classification : Public"."""
_LINK = re.compile(r"^\s*[<\[(]?(?:https?://|www\.)\S*[>\])]?\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\s*(?:(?:(?:bien |très )?(?:cordialement|cdlt|cdt)|sinc[èe]rement|respectueusement|amicalement|bi(?:ses?|sous?)"
    r"|à (?:vous lire|bientôt|plus)"
    r"|(?:(?:avec )?(?:mes |nos )?(?:sincères |meilleures |respectueuses )?)salutations?(?: distinguées| respectueuses| cordiales)?"
    r"|bien à (?:vous|toi)"
    r"|(?:bonne|belle|excellente) (?:journée|soirée|semaine|réception|fin de \w+|après[- ]midi)(?: à (?:vous|tous|toutes))?"
    r"|merci(?: d['’]avance| par avance| beaucoup| bien| encore| à vous| pour tout"
    r"| (?:de|pour) votre \w+| madame| monsieur| et .{1,30})?"
    r"|(?:dans l['’]attente|en vous remerciant|en attente) .{0,60}|(?:best |kind )?regards|(?:many )?thanks|cheers|atenciosamente"
    r"|obrigad[oa]|(?:un )?saludos?|cumprimentos|cordiali saluti"
    r"|(?:mit freundlichen|viele|liebe) grüßen?|saygılarımla))\s*[,.!;:)]{0,3}\s*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:\+33[\s.\-/]?(?:\(0\)\s?)?[1-9]|\b0[1-9])(?:[\s.\-/]?\d){8}\b|\+\d{1,3}(?:[\s.\-/]?\d){8,11}\b"
    r"|\b(?:t[ée]l(?:[ée]phone)?|tel|mob(?:ile)?|port(?:able)?|fax|phone)\s?\.?\s?:|[\w.+-]{1,64}@[\w-]{1,60}\.\w{2,}|https?://|\bwww\.|\b\d{5}\s[A-ZÉ][\w-]+|^\[cid:|^\[image|^\[logo",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:je|j['’]|mon|ma|mes|moi|ps|p\.\s?s\.|svp|stp|(?:r?appele[zr]|joign\w+|nouve(?:au|lle))|my|please|i['’]m|mi|meu|minha"
    r"|papa|maman|père|mère|mamie|papi|papy|nounou|tante|oncle|cousine?|voisine?|grand[- ]\w+)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:oui|non|pas|svp|annul\w*|réserv\w*|cantine|garderie|repas|lundi|mardi|mercredi|jeudi|vendredi|demain|absente?|malade)\b|\?$",
    re.IGNORECASE,
)
"""What parents write about, and signatures do not."""
_ANNOUNCES_CONTACT = re.compile(
    r"\b(?:num[ée]ros?|t[ée]l[ée]phone|portable|coordonn[ée]es|adresse|courriel|mail|joindre|joignable|r?appele[zr]|d[ée]m[ée]nag\w*|phone|number|address"
    r"|direcci[óo]n|tel[ée]fono|morada|telefone|endereço)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^\s*\[(?:cid:|image|logo|https?://)[^\]]{0,200}\]\s*$", re.IGNORECASE)


def is_notice_line(line: str) -> bool:
    """Tell whether a legal notice, an antivirus or a provider's advertisement begins here."""
    return _NOTICE.match(line[:_LONGEST]) is not None


def without_signature(lines: Sequence[str], writer: str = "") -> list[str]:
    """Return what was said, of one run of own lines: what a program or a contact block added at its end is cut."""
    kept = _without_separator_on_top(lines)
    for index, line in enumerate(kept):
        if (_RFC_DELIMITER.match(line) and not _goes_on(kept[index + 1 :])) or is_notice_line(line) or _begins_notice(kept, index):
            kept = [*kept[:index], *_postscript(kept[index + 1 :])]
            break
    kept = _without_legal_paragraph(kept)
    kept = _without_block_under_rule(_without_device_lines(kept))
    kept = _without_classification(_without_card_of(_without_contact_block(kept), writer))
    return _stripped(kept)


def _without_separator_on_top(lines: Sequence[str]) -> list[str]:
    """Take away two dashes above the whole answer: it was written where the program had put the signature."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not _RFC_DELIMITER.match(lines[first]):
        return list(lines)
    rest = lines[first + 1 :]
    words = next((line for line in rest if line.strip()), "")
    return list(rest) if _goes_on(rest) or told.is_short_answer(words) else list(lines)


def _goes_on(lines: Sequence[str]) -> bool:
    """Tell whether something is said under two dashes, which some write between two subjects or above a postscript."""
    block = takewhile(str.strip, dropwhile(lambda line: not line.strip(), lines[:_TAIL]))
    under = [line[:_LONGEST] for line in block if not program_lines.is_device_line(line)]
    if any(_ASKS.search(line) for line in under) or (under and told.is_postscript(under[0])):
        return True
    said = bool(under) and told.is_sentence(under[0])
    return (said or any(told.speaks_of_health(line) for line in under)) and not any(_CONTACT.search(line) for line in under)


def _postscript(lines: Sequence[str]) -> list[str]:
    """Return what stands from a postscript on, under a signature or a notice, after an empty line."""
    for index, line in enumerate(lines[:_TAIL]):
        if line.strip() and not (index and lines[index - 1].strip()) and told.is_postscript(line) and not is_notice_line(line):
            return ["", *lines[index:]]
    return []


def says_something(lines: Sequence[str]) -> bool:
    """Tell whether a postscript stands among the lines under a rule."""
    return bool(_postscript(lines))


def _begins_notice(lines: Sequence[str], index: int) -> bool:
    if not _MAY_BE_A_NOTICE.match(lines[index][:_LONGEST]):
        return False
    end = next(
        (later for later in range(index, min(index + _TAIL, len(lines))) if not lines[later].strip()), min(index + _TAIL, len(lines))
    )
    text = " ".join(lines[index:end])[:_LONGEST_NOTICE]
    return sum(1 for stem in _LEGAL if stem.search(text)) >= _STEMS_AFTER_A_START and not _FIRST_PERSON.search(text)


def _without_legal_paragraph(lines: list[str]) -> list[str]:
    """Cut from the paragraph on that is made of the words of legal notices, in whatever order, and speaks for nobody."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip():
            continue
        found = _notice_in(lines[start:index])
        if found is not None:
            return lines[: start + found]
        start = index + 1
    return lines


def _notice_in(paragraph: Sequence[str]) -> int | None:
    text = " ".join(paragraph)[:_LONGEST_NOTICE]
    if len(text) < _SHORTEST_NOTICE or sum(1 for stem in _LEGAL if stem.search(text)) < _STEMS_OF_A_NOTICE or _FIRST_PERSON.search(text):
        return None
    return next((index for index, line in enumerate(paragraph) if any(stem.search(line) for stem in _LEGAL)), None)


def _without_card_of(lines: list[str], writer: str) -> list[str]:
    """Cut the telephones, addresses and links that stand under the writer's own name."""
    name = _name_words(writer)
    if len(name) < 2:  # noqa: PLR2004 (a first and a family name)
        return lines
    for index in range(len(lines) - 1, max(0, len(lines) - _TAIL) - 1, -1):
        if _name_words(lines[index][:_LONGEST]) == name:
            return lines[: index + 1] if _is_card(lines[index + 1 :], lines[:index]) else lines
    return lines


def _is_card(lines: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether lines hold a telephone, an address or a link that nobody speaks of, neither in them nor in what was `said` above.

    "Voici mon nouveau numéro", with no number in it, means the one that stands under the name.
    """
    if not any(_CONTACT.search(line[:_LONGEST]) for line in lines) or any(
        _SPEAKS.search(line[:_LONGEST]) or told.is_postscript(line) for line in lines
    ):
        return False
    announced = any(_ANNOUNCES_CONTACT.search(line[:_LONGEST]) for line in said)
    return not announced or any(_CONTACT.search(line[:_LONGEST]) for line in said)


def _name_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _without_classification(lines: list[str]) -> list[str]:
    """Cut the label of a firm's program that stands alone under the message."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    labelled = end > 2 and not lines[end - 2].strip() and _CLASSIFICATION.match(lines[end - 1][:_LONGEST])  # noqa: PLR2004 (words, a blank line, a label)
    return lines[: end - 1] if labelled else lines


def _without_device_lines(lines: list[str]) -> list[str]:
    kept: list[str] = []
    after_device = False
    for whole in lines:
        line = program_lines.without_device_words(whole)
        if program_lines.is_device_line(line):
            after_device = True
            continue
        if (after_device and _LINK.match(line)) or _PLACEHOLDER.match(line):
            continue
        if line.strip():
            after_device = False
        kept.append(line)
    return kept


def _without_block_under_rule(lines: list[str]) -> list[str]:
    """Cut a line of dashes and what stands under it, where that is short and holds a telephone, an address or a link."""
    start = max(1, len(lines) - _TAIL)
    for index in range(start, len(lines)):
        if DELIMITER.match(lines[index]) and _is_card(lines[index + 1 :], lines[:index]):
            return lines[:index]
    return lines


def _without_contact_block(lines: list[str]) -> list[str]:
    """Cut what follows a closing and the name under it, where it holds a telephone, an address or a link."""
    start = max(1, len(lines) - _TAIL)
    for index in range(len(lines) - 1, start - 1, -1):
        if not _CLOSING.match(lines[index]):
            continue
        tail = lines[index + 1 :]
        if not _is_card(tail, lines[:index]):
            return lines
        named = next((offset for offset, line in enumerate(tail) if line.strip()), None)
        keeps_name = named is not None and len(tail[named].split()) <= 4 and not _CONTACT.search(tail[named][:_LONGEST])  # noqa: PLR2004 (a name)
        if named is None or not keeps_name or _tops_card(tail, named):
            return lines[: index + 1]
        return lines[: index + 2 + named]
    return lines


def _tops_card(tail: Sequence[str], named: int) -> bool:
    """Tell whether the name under a closing is the first line of a card: two empty lines apart, with a job or a firm under it.

    A name that was typed stands nearer to the closing, and stays.
    """
    under = next((line for line in tail[named + 1 :] if line.strip()), "")
    return named >= _LINES_APART and bool(under) and not _CONTACT.search(under[:_LONGEST])


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while end > start and (not lines[end - 1].strip() or DELIMITER.match(lines[end - 1])):
        end -= 1
    while start < end and (not lines[start].strip() or DELIMITER.match(lines[start])):
        start += 1
    return lines[start:end]
