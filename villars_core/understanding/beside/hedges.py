"""Finds what hesitates about an order: a condition, a doubt, a fact told; each only where it bears on the act."""

from collections.abc import Sequence

from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.beside.guesses import is_beside, is_of_reason, names_illness
from villars_core.understanding.beside.idle import is_idle
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.days.alternatives import or_another
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import Token, reach, word_set
from villars_core.understanding.values import Intent, Question

# What bears on the act from any sentence, and what only from the one that tells it.
_ANYWHERE = {"cond": "condition", "maybe": "condition", "offtopic": "which_act"}
_BESIDE = {
    "done": "which_act",
    "told": "confirm_act",
    "eaten": "confirm_act",
    "checked": "confirm_act",
    "instead": "which_days",
    "swap": "which_days",
    "same": "which_days",
}
_HESITATES = _ANYWHERE | _BESIDE
_HESITATING = frozenset({*_HESITATES, "help"})
_MARKS = word_set(', . ; : ! ? ( ) " « »')
_CLITICS = word_set("le la les l' y en me m' nous")
# "si vous le pouvez", "si vous avez besoin de moi": a courtesy, no condition.
_COURTESIES = word_set("pouvez pourriez voulez vouliez voudriez souhaitez permettez acceptez jugez preferez desirez")
_FAR = 40
# "Louise sera peut être inscrite" is no "peut être inscrite".
_HELPERS = word_set("est sont sera seront a ont aura auront etait etaient va vont ete")
_THAT = word_set("cela ca c' jamais toutefois")
_WELCOME = word_set("possible envisageable faisable derange ennuie gene embete convient arrange temps pose probleme permis jouable")
_COMES_BACK = ("reprend", "retourne", "revien", "reviend")
_NEEDS = word_set("besoin question questions accord")
_MANNERS = word_set("comment pourquoi")
_REACHES = word_set(
    "appelle appelez appeler rappelle rappelez rappeler contactez contacter ecrivez ecrire dites dire prevenez prevenir hesitez hesite"
    " envoie envoyez envoyer enverrai enverrons transmets transmettrai transmettrons transmettre apporte apporterai apporterons fournirai"
    " fournirons joindre joignable joignables depose deposerai repasse repasserai demandez renseignez informez tiens tiendrai donnerai"
    " donne remettrai ramenerai ramene"
)
_RETURNS = "je reviens vers vous"


def hedges_of(order: Order, heard: Heard) -> list[Question]:
    """Return the questions that a condition, a doubt or a fact told beside the act calls for."""
    if heard.lexicon.language != "fr":
        tags = heard.tags
        ill = [Question("which_act")] if _counts_out_the_ill(order, heard) else []
        return ill + [Question(kind) for tag, kind in _HESITATES.items() if tag in tags and not (tag == "cond" and _stressed(heard))]
    sentences = Sentences.of(order, heard)
    if order.act.rule == "act.proof" and "sent" in heard.tags and any(clause.asks for clause in heard.clauses):
        # "j'ai envoyé le certificat, vous l'avez ?"
        return [Question("confirm_act")]
    acts = [cue for clause in order.own for cue in clause.cues if cue.tag in _SUPPOSABLE]
    supposed = [Question("condition")] if any(_is_supposed(cue, sentences, heard) for cue in acts) else []
    supposed += or_another(order, heard)
    if not _DEMANDS.isdisjoint(heard.scan.vocabulary) and _asks_which(order, heard):
        supposed.append(Question("which_days"))
    if _HESITATING.isdisjoint(heard.tags):
        return supposed
    return supposed + [
        Question(_HESITATES.get(cue.tag, "confirm_act"))
        for cue in heard.cues
        if cue.tag in _HESITATING and _bears(cue, order, sentences, heard)
    ]


def _asks_which(order: Order, heard: Heard) -> bool:
    """Say whether somebody only asks on which days: "la nounou me demande quels jours Noah mange chez elle en décembre"."""
    words = heard.scan.words
    places = [at for clause in order.own for at in range(clause.i, clause.j) if words[at] in _DEMANDS]
    return any(tuple(words[at + 1 : at + 3]) in _WHICH_DAYS for at in places)


_DEMANDS = word_set("demande demandent demandait")
_WHICH_DAYS = frozenset({("quels", "jours"), ("quel", "jour"), ("quels", "midis")})
_SUPPOSABLE = frozenset({"cancel", "book", "eat"})


def _bears(cue: Cue, order: Order, sentences: Sentences, heard: Heard) -> bool:
    """Say whether a cue hesitates about the act: from anywhere, or told beside it."""
    here = sentences.holds(cue.i)
    if cue.tag == "help" and here:
        # The writers ask what to do: nothing is told.
        return heard.scan.words[cue.i] == "que"
    if cue.tag in _ANYWHERE:
        if cue.tag in {"cond", "maybe"} and (is_of_reason(cue, order, heard) or is_idle(cue, heard)):
            return False
        return not _is_idle(cue, order, heard) and not (_is_habit(cue, heard) and (not here or _is_bracketed(cue, heard)))
    if cue.tag not in _BESIDE or (cue.tag == "same" and (_opens(cue, sentences, heard) or _is_granted(cue, order, heard))):
        return False
    if cue.tag == "same" and (_is_of_bills(cue, heard) or _is_undone(cue, heard) or _compares(cue, order, heard)):
        return False
    if cue.tag == "eaten":
        # "elle a mal mangé cette semaine, alors lundi elle déjeunera avec moi"
        own = any(clause.i <= cue.i < clause.j for clause in order.own)
        return own or _gives_only_day(cue, order, heard)
    if cue.tag == "told" and _had_said_else(cue, order, heard):
        return False
    if cue.tag == "told" and (_is_put_right(cue, order, heard) or _thought_told(cue, heard) or _is_of_trips(cue, heard)):
        return False
    if cue.tag in {"swap", "instead"} and not _swaps_day(cue, heard):
        return False
    return here or _knows_not(cue, heard)


def _compares(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether days that are told are like those before some holidays: "ils mangent mardi et jeudi, comme avant Noël"."""
    tokens = heard.scan.tokens
    goes_on = cue.j < len(tokens) and tokens[cue.j].text not in _MARKS and tokens[cue.j - 1].text == "avant"
    return goes_on and bool(order.said) and all(item.kind in _SINGLE for one in order.said for item in one.group.items)


_SINGLE = frozenset({"weekday", "day", "rel"})


def _had_said_else(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether the writers only tell that they had said the opposite before: "oui à la cantine mardi, j'avais dit non"."""
    words = heard.scan.words[cue.i : cue.j + 1]
    return not _HAD.isdisjoint(words) and words[-1] == ("non" if order.act.intent is Intent.BOOK_MEAL else "oui")


def was_said(cue: Cue, order: Order, tokens: Sequence[Token]) -> bool:
    """Say whether a "non" is what the writers had said before they booked: "c'est oui à la cantine, on avait dit non"."""
    before = [token.text for token in tokens[max(cue.i - 3, 0) : cue.i]]
    return order.act.intent is Intent.BOOK_MEAL and before[-1:] in (["dit"], ["repondu"]) and not _HAD_SAID.isdisjoint(before)


_HAD_SAID = word_set("avais avait avions")


def _is_granted(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether another child comes as it does: "Tom ne mange pas jeudi, Léa oui comme prévu"."""
    tokens = heard.scan.tokens
    at = cue.i - 1 - (cue.i > 0 and tokens[cue.i - 1].text == ",")
    return at > 1 and tokens[at].text in {"oui", "si"} and order.act.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE}


def _thought_told(cue: Cue, heard: Heard) -> bool:
    """Say whether it is only told that the office may know: "je pensais que ma femme avait téléphoné", "je ne sais plus si …"."""
    tokens = heard.scan.tokens
    stop = _between_marks(cue, tokens)[1]
    opened = tokens[cue.j - 1].text in {"si", "que", "qu'"} or (cue.j < stop and tokens[cue.j].text in {"que", "qu'", "si"})
    had = any(_is_had_told(at, tokens) for at in range(cue.j + 1, stop))
    return opened and had and not any(cue.j <= one.i < stop for one in heard.said)


def _closes_told(cue: Cue, heard: Heard) -> bool:
    """Say whether a doubt closes what was told the office before, between marks of its own: "…, la nourrice l'avait dit je crois"."""
    tokens = heard.scan.tokens
    start, stop = _between_marks(cue, tokens)
    had = any(_is_had_told(at, tokens) for at in range(start + 1, cue.i))
    if not had or stop != cue.j or any(start <= one.i < stop for one in heard.said):
        return False
    return not any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues)


def _is_had_told(at: int, tokens: Sequence[Token]) -> bool:
    """Say whether the office was told, or was not: "avait prévenu", "ne vous avais pas avertis"."""
    if tokens[at].text not in _HAD_TOLD:
        return False
    before = at - 1
    while before > 0 and tokens[before].text in _HAD_NOT:
        before -= 1
    return tokens[before].text in _HAD_BEFORE


_HAD_NOT = word_set("pas jamais rien pu encore")
_HAD_TOLD = word_set(
    "signale signalee signales signalees appele appelee appeles appelees prevenu prevenue prevenus prevenues dit ecrit telephone envoye"
    " averti avertie avertis informe informee informes contacte contactee contactes laisse"
)
_HAD_BEFORE = word_set("avait avais avions avez aviez ai avons a deja bien")


def _between_marks(cue: Cue, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the stretch of words around a cue, up to the marks beside it."""
    return reach(tokens, (cue.i, cue.j), _MARKS, _FAR)


def _is_of_trips(cue: Cue, heard: Heard) -> bool:
    """Say whether what was called off is how the writers travel, or their own affair: "la tempête a annulé notre ferry"."""
    words = heard.scan.words[cue.i : cue.j + 3]
    called_off = cue.j - cue.i > 1 and words[cue.j - cue.i - 1].startswith(("annul", "supprim", "decal", "report"))
    return called_off and len(words) > cue.j - cue.i + 1 and words[cue.j - cue.i + 1] in _TRIPS


_TRIPS = word_set(
    "vol vols avion avions ferry ferries bateau bateaux train trains tgv bus car cars navette taxi autocar covoiturage traversee"
    " correspondance voyage sejour hotel location conge conges rtt rendez rdv consultation operation formation stage mission reunion"
    " deplacement horaire horaires poste garde"
)


def _swaps_day(cue: Cue, heard: Heard) -> bool:
    """Say whether "au lieu de" stands with a day or an act: not in "…, je finis à 14 h au lieu de midi"."""
    tokens = heard.scan.tokens
    start, stop = _between_marks(cue, tokens)
    if any(start <= one.i < stop for one in heard.said):
        return True
    return any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues)


def _is_of_bills(cue: Cue, heard: Heard) -> bool:
    """Say whether what stays the same is the bill or the childcare, between marks of its own: "facture à mon nom comme toujours"."""
    tokens, start = heard.scan.tokens, cue.i
    while start and tokens[start - 1].text not in _MARKS:
        start -= 1
    tags = {one.tag for one in heard.cues if start <= one.i < cue.i}
    return bool(tags & {"invoice", "childcare", "pay", "tariff"}) and not tags & {"eat", "canteen", "book", "cancel", "absent"}


def _is_undone(cue: Cue, heard: Heard) -> bool:
    """Say whether what was planned is of somebody who cannot: "mon ex ne pourra pas le prendre lundi comme prévu, donc cantine"."""
    tokens = heard.scan.tokens
    start, _ = _between_marks(cue, tokens)
    words = {token.text for token in tokens[start : cue.i]}
    if words.isdisjoint(_CANNOT) or words.isdisjoint(_NE) or words.isdisjoint(_MINDS):
        return False
    # "Noah ne peut pas manger lundi comme prévu" is the child's own.
    return not any(start <= one.i < cue.i and one.tag in _DEEDS - {"pickup"} for one in heard.cues)


_CANNOT, _NE = word_set("peut peuvent pourra pourront pouvons peux pourrai pourrons"), word_set("ne n'")
_MINDS = word_set("prendre garder recuperer accueillir chercher emmener occuper recevoir avoir assurer venir")


def _gives_only_day(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether what was eaten tells the only day: "Inès a mangé à la cantine jeudi, merci de l'ajouter"."""
    clause = next((one for one in heard.clauses if one.i <= cue.i < one.j), None)
    return clause is not None and bool(order.said) and all(clause.i <= said.i < clause.j for said in order.said)


def _is_put_right(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether what was done before is only told to put it right: "j'avais annulé demain, mais finalement elle mange"."""
    tokens = heard.scan.tokens
    words = {token.text for token in tokens[cue.i : cue.j]}
    if words == {"par", "erreur"}:
        return any(clause.i > cue.j for clause in commanded(order.own, tokens, heard.dated))
    if not words & (_HAD | _USUAL) or order.act.doubt:
        return False
    if (
        words & _HAD
        and len(heard.said) == 1
        and any(one.tag == "nothanks" and one.i > cue.j for clause in order.own for one in clause.cues)
    ):
        # "j'avais demandé un repas pour Léa le 2 novembre, il ne le faut plus"
        return True
    turn = next((at for at in range(cue.j, min(cue.j + _FAR, len(tokens))) if tokens[at].text in _TURNS), None)
    if turn is None or not any(one.i > turn and one.tag in _DEEDS for clause in order.own for one in clause.cues):
        return False
    # Where both tell a day, which of them is meant is asked.
    return len(heard.said) == 1


_HAD = word_set("avais avait avions aviez avaient")
_USUAL = word_set("habitude ordinaire")
_TURNS = word_set("mais finalement or")


def _is_habit(cue: Cue, heard: Heard) -> bool:
    """Say whether a word tells how often something is: "on les confond souvent" in another sentence bears on no act."""
    return heard.scan.words[cue.i] in _OFTEN


_BRACKETS = frozenset("().!?")


def _is_bracketed(cue: Cue, heard: Heard) -> bool:
    """Say whether a word stands in brackets that tell no act: "mes deux petits Petit (oui, on nous la fait souvent)"."""
    tokens = heard.scan.tokens
    start, stop = reach(tokens, (cue.i, cue.j), _BRACKETS, _FAR)
    inside = start > 0 and tokens[start - 1].text == "(" and stop < len(tokens) and tokens[stop].text == ")"
    return inside and not any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues)


def _knows_not(cue: Cue, heard: Heard) -> bool:
    """Say whether the writers do not know, wherever they say it: "… mardi. Ou plutôt jeudi, je ne sais plus"."""
    return cue.tag == "told" and "sais" in set(heard.scan.words[cue.i : cue.j])


_MEDICAL = word_set(
    "medecin medecins docteur docteurs chirurgien chirurgienne pediatre hopital urgences infirmiere infirmier sos samu dentiste"
    " orthopediste specialiste generaliste certificat ordonnance"
)
_LINKS = word_set("d' de a pour le la les l' lui leur")
_THOUGHTS = word_set("pense pensons songe songeons envisage envisageons hesite hesitons reflechis projette projetons failli")
_WANTED = word_set("voulais voulions tenais tenions decide convenu prefere")
_OFTEN = word_set("souvent parfois quelquefois rarement habituellement regulierement generalement")


def _opens(cue: Cue, sentences: Sentences, heard: Heard) -> bool:
    """Say whether "comme prévu" opens a sentence: "comme prévu avec votre collègue, Tom mangera vendredi"."""
    words = heard.scan.words[cue.i : cue.j]
    return words == ["comme", "prevu"] and sentences.starts[cue.i] == cue.i


def _is_supposed(cue: Cue, sentences: Sentences, heard: Heard) -> bool:
    """Say whether a meal is only supposed: "ils ne mangeraient pas", and not told so: "je voulais vous dire qu'il ne mangerait pas"."""
    tokens = heard.scan.tokens
    if cue.tag != "eat":
        at = cue.i - 1
        while at >= 0 and tokens[at].text in _LINKS:
            at -= 1
        before = [token.text for token in tokens[max(at - 1, 0) : at + 1]]
        wondered = at > 1 and tokens[at - 2].text in {"ce", "il"} and tokens[at - 3].text in {"est", "serait"}
        late = before == ["trop", "tard"] and not wondered and not any(clause.asks for clause in heard.clauses)
        # "je pense inscrire Léa", "c'est trop tard pour annuler"
        return late or not _THOUGHTS.isdisjoint(before[-1:])
    if not tokens[cue.i].text.endswith(("rait", "raient")):
        return False
    if cue.j < len(tokens) and tokens[cue.j].text == "volontiers" and not any(one.tag == "cond" for one in heard.cues):
        # "Tom mangerait volontiers après-demain"
        return False
    return not _WANTED & {token.text for token in tokens[sentences.starts[cue.i] : cue.i]}


def _is_idle(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a condition or a doubt bears on no act: a courtesy, a plain "si", what the writers will do, what they come back for."""
    tokens = heard.scan.tokens
    if cue.tag == "maybe":
        told = _thought_told(cue, heard) or _closes_told(cue, heard) or is_beside(cue, order, heard)
        if told or is_made_sure(cue.j, heard) or names_illness(cue, order, heard):
            return True
        back = any(tokens[at].text.startswith(_COMES_BACK) for at in range(max(cue.i - 5, 0), cue.i))
        if tokens[cue.i].text == "normalement" and (back or _comes_as_ever(cue, order, heard)):
            # "elle reprendra l'école ensuite normalement"
            return True
        if cue.j < len(tokens) and tokens[cue.j].text in _MANNERS:
            # "on ne sait pas comment vous remercier"
            return True
        can_be = cue.j < len(tokens) and tokens[cue.j - 1].text == "etre" and tokens[max(cue.i - 1, 0)].text not in _HELPERS
        participle = can_be and heard.folded.source[: tokens[cue.j].end].endswith(("é", "ée", "és", "ées"))
        if participle or any(one.i == cue.j and one.tag in {"cancel", "book"} for one in heard.cues):
            # "le repas peut être annulé" without its hyphen
            return heard.folded.plain[tokens[cue.i].end] == " " and heard.folded.source[: tokens[cue.j].end].endswith(
                ("é", "ée", "és", "ées")
            )
        returns = " ".join(token.text for token in tokens[cue.i : cue.j]) == _RETURNS
        if tokens[cue.i].text == "attendez" and cue.j - cue.i == 1:
            # "n'attendez pas Tom à midi"
            denied = cue.i > 0 and tokens[cue.i - 1].text in {"n'", "ne"}
            return denied or (cue.j < len(tokens) and tokens[cue.j].text in {",", ".", "!"})
        return returns and any(cue.j <= clause.i or cue.j < clause.j - 3 for clause in order.own)
    if cue.tag != "cond":
        return False
    if tokens[cue.i].text == "selon" and _MEDICAL & {token.text for token in tokens[cue.j : cue.j + 4]}:
        # "absente lundi selon le chirurgien"
        return order.act.intent is Intent.REPORT_ABSENCE
    if order.act.rule == "act.proof" and tokens[cue.i].text in {"des", "lorsque", "quand"}:
        # "à suivre dès que l'hôpital me le donne"
        return True
    if tokens[cue.i].text == "si" and cue.j - cue.i == 1:
        after = tokens[cue.j].text if cue.j < len(tokens) else "."
        if after in _MARKS:
            # "les garçons si, …": the child before it is the one who comes; "ah si" takes all back.
            return any(one.j == cue.i for one in heard.mentions) or is_made_sure(cue.j, heard)
        if _is_of_leave(cue, order, heard) or _is_begged(cue, heard):
            return True
        return _is_courtesy(cue.j, tokens) or _is_excused(cue, heard) or _is_of_things(cue, heard) or _is_writers(cue, order, heard)
    return _is_writers(cue, order, heard)


def _is_begged(cue: Cue, heard: Heard) -> bool:
    """Say whether an "if" only begs for what it tells: "vous me sauvez la vie si Noah peut manger lundi"."""
    tokens = heard.scan.tokens
    start = heard.sentence_starts[cue.i]
    if not any(tokens[at].text in _BEGS for at in range(start, cue.i)):
        return False
    told = next((one for one in heard.mentions if one.i == cue.j and one.keys), None)
    return told is not None and told.j < len(tokens) and tokens[told.j].text in _CAN


_BEGS = word_set(
    "sauvez sauveriez sauverait arrangerait arrangeriez arrange rendriez rendrait depannerait depanneriez aiderait aideriez super genial"
    " top parfait formidable adorable gentil gentille gentils gentilles chouette ideal soulagerait soulageriez reconnaissante reconnaissant"
)
_CAN = word_set("peut peuvent pouvait pouvaient")


def _is_of_leave(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether an "if so" only takes up whether it is still possible: "possible d'inscrire Tom jeudi ? Si oui merci de le faire"."""
    tokens = heard.scan.tokens
    words = tuple(token.text for token in tokens[cue.j : cue.j + 4])
    if words[:1] != ("oui",) and words not in _SO:
        return False
    before = [clause for clause in order.own if clause.j <= cue.i]
    if len(before) != 1 or not before[0].asks or "possible" not in before[0].tags:
        return False
    told = any(one.i >= cue.j for one in heard.said) or any(one.i >= cue.j and one.keys for one in heard.mentions)
    return not told and not any(cue.j <= one.i and one.tag in _DEEDS | {"cond", "maybe"} for one in heard.cues)


_SO = frozenset({("c'", "est", "le", "cas"), ("c'", "est", "bon", ","), ("c'", "est", "possible", ",")})


def is_made_sure(at: int, heard: Heard) -> bool:
    """Say whether the writers made sure behind a doubt: "il n'ira sûrement pas… non, c'est sûr, il n'ira pas"."""
    words = heard.scan.words[at:]
    sure = any(
        (one, two) == ("c'", "est") and three in _SURELY and four in _MARKS
        for one, two, three, four in zip(words, words[1:], words[2:], [*words[3:], "."], strict=False)
    )
    return sure and _WONDERED.isdisjoint(words)


_SURELY = word_set("sur sure certain certaine confirme decide definitif acte officiel")
_WONDERED = word_set("? ou sauf")


def _comes_as_ever(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a child beside one who does not come comes as ever: "Pour Louis, rien ne change, il vient normalement."."""
    tokens = heard.scan.tokens
    ends = cue.j >= len(tokens) or tokens[cue.j].text in _MARKS
    away = order.act.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE}
    return ends and away and any(one.j == cue.i and one.tag in {"go", "eat"} and not one.denied for one in heard.cues)


def _is_excused(cue: Cue, heard: Heard) -> bool:
    """Say whether pardon is asked for what may bother: "désolée si ça sonne", and no act is told in it."""
    tokens = heard.scan.tokens
    if not any(tokens[at].text in _SORRY for at in range(max(cue.i - 3, 0), cue.i)):
        return False
    _, stop = _between_marks(cue, tokens)
    return not any(cue.j <= one.i < stop for one in heard.said) and not any(
        cue.j <= one.i < stop and one.tag in _DEEDS for one in heard.cues
    )


_SORRY = word_set("desole desolee desoles desolees dsl navre navree pardon excusez confus confuse mexcuse excuses")


def _is_of_things(cue: Cue, heard: Heard) -> bool:
    """Say whether what follows an "if" only tells of a pupil's things: "…, si la maîtresse veut y glisser les devoirs"."""
    tokens = heard.scan.tokens
    stop = _between_marks(cue, tokens)[1]
    if any(cue.j <= one.i < stop and one.tag in _DEEDS for one in heard.cues):
        return False
    return any(tokens[at].text in _THINGS for at in range(cue.j, stop))


_THINGS = word_set(
    "devoirs lecons lecon cahier cahiers cartable sac sacoche poesie dictee exercices classeur manteau gilet echarpe doudou bonnet"
    " trousse affaires agenda polycopies"
)


def _is_courtesy(at: int, tokens: Sequence[Token]) -> bool:
    """Say whether what follows a "si" only asks kindly: "si vous le pouvez", "si vous avez besoin de moi"."""
    if tokens[at].text in _THAT:
        return bool(_WELCOME & {token.text for token in tokens[at : at + 6]})
    if tokens[at].text != "vous":
        return False
    at += 1
    while at < len(tokens) and tokens[at].text in _CLITICS:
        at += 1
    if at + 1 < len(tokens) and tokens[at].text in {"avez", "aviez", "etes", "etiez"}:
        return bool(_NEEDS & {token.text for token in tokens[at + 1 : at + 3]})
    return at < len(tokens) and tokens[at].text in _COURTESIES


def _is_writers(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether the condition stands apart from the act, with what is written, sent or asked: "appelez-moi s'il pleure"."""
    tokens = heard.scan.tokens
    start, stop = _between_marks(cue, tokens)
    if any(start <= one.i < stop for clause in order.own for one in clause.cues if one.tag in _DEEDS):
        return False
    return any(tokens[at].text in _REACHES for at in range(start, stop))


_DEEDS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup"})


def _stressed(heard: Heard) -> bool:
    """Say whether each "if" of a message is none: a stressed "Tom sí come el jueves", or the pronoun of "o Hugo mantém-se"."""
    if heard.lexicon.language not in {"es", "pt"}:
        return False
    source = heard.folded.source
    starts = [heard.scan.tokens[cue.i].start for cue in heard.cues if cue.tag == "cond"]
    if heard.lexicon.language == "pt":
        return all(start and source[start - 1] == "-" for start in starts)
    return all(source[start : start + 2].lower() == "sí" for start in starts)


def _counts_out_the_ill(order: Order, heard: Heard) -> bool:
    """Say whether no meal is named beside an illness: "os dois com gastro, não contem com eles amanhã" may tell an absence."""
    if order.act.rule != "act.cancel" or any(cue.tag in _EATEN for cue in heard.cues):
        return False
    return any(cue.tag == "sick" and not cue.denied for cue in heard.cues)


_EATEN = frozenset({"canteen", "eat", "noon", "homemeal"})
