"""Where the verb closes its sentence, as in Turkish, what follows it is a reason; what may turn the order still asks."""

from dataclasses import replace
from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context
from villars_core.understanding import Intent, read

_THURSDAY = date(2026, 11, 26)
_NEXT_WEEK = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4))


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        ("Tom perşembe okula gelemiyor dişi şişti", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Tom perşembe yok", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Perşembe Tom için yemek yok", Intent.CANCEL_MEAL, (TOM,), (_THURSDAY,)),
        ("Perşembe günü Léa'nın yemeği gerekmiyor", Intent.CANCEL_MEAL, (LEA,), (_THURSDAY,)),
        ("Léa perşembe kantinde yemesin, Tom'a dokunmayın", Intent.CANCEL_MEAL, (LEA,), (_THURSDAY,)),
        ("Léa perşembe yemeğe kalsın, Tom'u öğlen ben alırım", Intent.BOOK_MEAL, (LEA,), (_THURSDAY,)),
        ("Tom perşembe yemeğe kalabilir mi, eve dönemiyorum", Intent.BOOK_MEAL, (TOM,), (_THURSDAY,)),
        ("Léa ayın 3'ünde okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), (date(2026, 12, 3),)),
        ("Tom perşembe iğne olacak, okula gelmeyecek", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Perşembe babası nöbette, Léa yemeğe kalsın", Intent.BOOK_MEAL, (LEA,), (_THURSDAY,)),
        ("Perşembe Léa'nın nüfus müdürlüğünde işi var, okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), (_THURSDAY,)),
        ("Tom perşembe öğlen sizde kalsın, arabam serviste", Intent.BOOK_MEAL, (TOM,), (_THURSDAY,)),
        ("Tom perşembe fuara katılacağı için okula gelmeyecek", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Tom perşembe yok vizeye gidiyoruz", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Perşembe Léa'ya bir tabak çıkarın lütfen", Intent.BOOK_MEAL, (LEA,), (_THURSDAY,)),
        ("Tom perşembe kantinsiz", Intent.CANCEL_MEAL, (TOM,), (_THURSDAY,)),
        ("Tom perşembe yemeğe kalmasa olur", Intent.CANCEL_MEAL, (TOM,), (_THURSDAY,)),
        ("Perşembe öğle yemeğini beraber yiyeceğiz, Tom'u saymayın", Intent.CANCEL_MEAL, (TOM,), (_THURSDAY,)),
        ("Tom bütün gece öksürdü perşembe okula gelmeyecek", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Tom'u perşembe okula gönderemiyorum grip olmuş", Intent.REPORT_ABSENCE, (TOM,), (_THURSDAY,)),
        ("Léa'nın perşembe yemeğinden vazgeçtik", Intent.CANCEL_MEAL, (LEA,), (_THURSDAY,)),
        ("Léa ile Tom perşembe kantinde yesin", Intent.BOOK_MEAL, (LEA, TOM), (_THURSDAY,)),
        ("Léa pazartesi-cuma arası okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), _NEXT_WEEK),
        ("Léa gelecek hafta pazartesi-cuma arası okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), _NEXT_WEEK),
        ("Léa 30 Kasım 4 Aralık arası okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), _NEXT_WEEK),
        ("Léa aralığın üçünde okula gelmeyecek", Intent.REPORT_ABSENCE, (LEA,), (date(2026, 12, 3),)),
    ],
)
def test_a_plain_order_is_read_beside_its_reason(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = read(text, replace(context(), language="tr"))

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom perşembe kantinde yiyecek demişti",
        "Tom perşembe yemesin diyecektim",
        "Tom'u perşembe geziye yazdırın",
        "Tom'u perşembe kantinden çıkarmaya çalışıyorum",
        "Tom perşembe yiyecek dedesinde",
        "Tom yarından itibaren üç gün okula gelmeyecek",
        "Tom aralıkta 2 gün okula gelmeyecek",
        "Léa perşembe yemeyecek, Tom her zamanki gibi yiyecek",
        "Léa perşembe yemesin, Tom ise o gün yemeğe kalsın",
        "Léa perşembe yemeğe kalsın, Tom'u yemeğe almayın",
        "Tom perşembe yemekhanede ağladı",
        "Tom perşembe yesin ama okula gelmesin",
        "Tom'un perşembe yemeyeceğini okuduk",
        "Tom'un perşembe yemeğini kaldırın, yok, vazgeçtim, dursun",
        "Tom'u perşembe kantinden çıkarsak mı",
        "Son iki gün Tom gelmiyor, uçağımız perşembe",
        "Ayın son cuması Tom yemeyecek",
        "Tom perşembe kantinde yemek zorunda kaldı",
        "Tom perşembe yemeğe kalmasa olur mu",
        "Léa yarın okula gelsin mi, biraz ateşi var",
        "Bütün sınıf perşembe günü yok",
    ],
)
def test_what_may_turn_an_order_is_still_asked_about(text: str) -> None:
    assert read(text, replace(context(), language="tr")).needs_clarification
