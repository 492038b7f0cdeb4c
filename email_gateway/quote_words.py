"""The words by which mail programs name a message and its headers, in the languages that families' programs speak."""

FOREIGN_MESSAGE = (
    "nachricht|mensaje|mensagem|messaggio|bericht|wiadomo[sś][cć]|zpráv|správ|viesti|üzenet|levél|melding|meddelelse|meddelande|mejl|mesaj|ileti"
    "|сообщени|повідомлен|листа|رسالة|メッセージ|メール|邮件|郵件|poruk|μήνυμα|הודעה"
)
"""Roots of "message" where programs name one between dashes or before a colon; no French or English parent writes them there."""

VERB_ABROAD = "כתב(?:/ה|ה)?|έγραψε|napísala?|написав|написала"
"""What Gmail and Outlook write for "wrote", beside the verbs that stand with the attributions."""

FROM = (
    "de|from|von|da|van|od|от|від|від кого|kimden|gönderen|من|desde|fra|från|exp[ée]diteur|remitente|mittente|lähettäjä|šalje|feladó|de la"
    "|expeditor(?:ul)?|отправитель|saatja|nadawca|odes[íi]latel|odosielateľ|差出人|送信元|送信者|发件人|發件人|寄件者|보낸 ?사람|από|מאת"
)
SENT = (
    "envoy[ée](?:e)?(?: le)?|date(?: d'envoi)?|sent|gesendet|datum|enviad[oa](?: el| em)?|fecha|data|inviato|verzonden|sendt|"
    "skickat|wysłano|дата|відправлено|надіслано|отправлено|gönderil(?:en|di|me tarihi)|gönderim tarihi|tarih|التاريخ|تاريخ|أرسلت"
    "|تم الإرسال|dato|lähetetty|päivämäärä|päiväys|elküldve|dátum|dată|trimis|odesláno|odoslané|"
    "発信日時|送信日時|日時|日付|发送时间|日期|寄件日期|보낸 ?날짜|ημερομηνία|תאריך"
)
TO = (
    "[àa]|to|an|para|aan|do|кому|kime|alıcı|till|til|إلى|destinataire|pour|komu|vastaanottaja|prima|címzett|destinatar(?:ul)?|pre|către"
    "|adresat|宛先|送信先|收件人|받는 ?사람|προς|אל"
)
SUBJECT = (
    "objet|subject|sujet|betreff|asunto|assunto|oggetto|onderwerp|temat|тема|konu|ämne|emne|الموضوع|předmět|predmet|aihe|tárgy|subiect(?:ul)?"
    "|naslov|件名|主题|主旨|제목|θέμα|נושא"
)
OTHER = "cc|cci|copie(?: [àa])?|copie cachée|r[ée]pondre [àa]|reply-to|pi[èe]ces? jointes?|importance|priorit[ée]|attachments?"
"""The keys of a block of headers, as Apple Mail, Gmail, Outlook, Thunderbird, Yahoo, GMX and the French web mails name them."""
