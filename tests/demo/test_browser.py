"""The page in a real browser: a week booked and cancelled, the mail answered, the deadline passed; and the picture of it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect, sync_playwright
from playwright.sync_api import Page as Tab

from tests.demo.opened import page

CHROMIUM = "/usr/bin/chromium"
PICTURE = "VILLARS_PICTURE"
"""Where the picture for the README is written, when this variable names a file."""

CALENDAR_PICTURE = "VILLARS_CALENDAR_PICTURE"
"""Where the calendar's picture for the documents is written."""

pytestmark = pytest.mark.slow_start


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Show the page; whatever the browser complains of fails the test."""
    with page() as one:
        shown = browser.new_page(viewport={"width": 1240, "height": 900}, locale="fr-FR")
        complaints: list[str] = []
        shown.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.goto(one.address)
        expect(shown.locator("#people button")).to_have_count(6)
        yield shown
        shown.close()
    assert complaints == []


def _say(tab: Tab, words: str) -> Locator:
    """Type and send; return the newest bubble of the bot."""
    bubbles = tab.locator(".bubble")
    many = bubbles.count()
    tab.fill("#text", words)
    tab.press("#text", "Enter")
    expect(bubbles).to_have_count(many + 2)
    return bubbles.last


def _newest_mail(tab: Tab) -> Locator:
    return tab.locator(".mail").first


def test_parent_books_by_chat_changes_by_mail_and_is_too_late_after_the_deadline(tab: Tab) -> None:
    _say(tab, "Réserve la cantine de Léa toute la semaine prochaine").get_by_text("Valider").click()
    expect(tab.locator(".bubble").last).to_contain_text("C’est réservé")
    expect(_newest_mail(tab)).to_contain_text("Réserver la cantine")

    _say(tab, "Annule la cantine de Léa toute la semaine prochaine").get_by_text("Valider").click()
    expect(tab.locator(".bubble").last).to_contain_text("C’est annulé")
    expect(tab.locator(".mail")).to_have_count(2)

    _newest_mail(tab).locator("textarea").fill("finalement Léa mangera mardi 1er décembre")
    _newest_mail(tab).get_by_role("button", name="Répondre").click()
    expect(tab.locator(".mail")).to_have_count(4)
    shown = _newest_mail(tab).frame_locator("iframe").locator("body")
    expect(shown).to_contain_text("mardi 1er décembre")
    valider = _newest_mail(tab).get_by_role("button", name="1. Valider")
    if valider.count():
        valider.click()
        expect(tab.locator(".mail")).to_have_count(6)
    expect(shown).to_contain_text("C’est réservé. Léa mangera à la cantine : mardi 1er décembre.")

    tab.get_by_role("button", name="Jeudi 00:01").click()
    expect(tab.locator("#now")).to_have_text("jeudi 26 novembre 2026 à 00:01")
    late = _say(tab, "Annule la cantine de Léa mardi 1er décembre")
    expect(late).to_contain_text("Trop tard pour mardi 1er décembre : le délai était mercredi 25 novembre à 23:59.")
    expect(late.get_by_role("button", name="Signaler une absence")).to_be_visible()
    expect(late.get_by_role("button", name="Annuler plutôt mardi 8 décembre")).to_be_visible()
    if os.environ.get(PICTURE):
        tab.locator("h1").click()
        tab.wait_for_timeout(400)
        tab.screenshot(path=Path(os.environ[PICTURE]), full_page=True)


def test_parent_ticks_days_of_the_month_and_gets_its_picture(tab: Tab) -> None:
    _say(tab, "Réserve la cantine de Léa mardi 1er et jeudi 3 décembre").get_by_text("Valider").click()
    expect(tab.locator(".bubble").last).to_contain_text("C’est réservé")
    _say(tab, "/calendrier").get_by_role("button", name="Léa").click()
    newest = tab.locator(".bubble").last
    newest.get_by_role("button", name="Plus tard").click()
    expect(newest).to_contain_text("Léa, décembre 2026")
    newest.get_by_role("button", name="7", exact=True).click()
    expect(newest).to_contain_text("À valider : 1 à ajouter, 0 à retirer.")
    newest.get_by_role("button", name="✓ 3", exact=True).click()
    expect(newest.get_by_role("button", name="− 3", exact=True)).to_be_visible()
    expect(newest).to_contain_text("À valider : 1 à ajouter, 1 à retirer.")
    if os.environ.get(CALENDAR_PICTURE):
        tab.locator("h1").click()
        tab.wait_for_timeout(400)
        tab.locator(".phone").evaluate("phone => { phone.style.height = '940px'; }")
        tab.locator(".phone").screenshot(path=Path(os.environ[CALENDAR_PICTURE]))
    newest.get_by_role("button", name="En image").click()
    picture = tab.locator("img.picture")
    expect(picture).to_have_count(1)
    expect(picture).to_have_js_property("naturalWidth", 1754)
    tab.locator(".bubble").last.get_by_role("button", name="· 21", exact=True).click()
    expect(tab.locator(".bubble").last).to_contain_text("Pas de cantine lundi 21 décembre : Vacances de Noël.")
    expect(tab.locator("#toast")).to_contain_text("Pas de cantine lundi 21 décembre")


def test_page_is_readable_on_a_small_phone(tab: Tab) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    _say(tab, "/menu")
    wider = tab.locator("html").evaluate("page => page.scrollWidth > page.clientWidth")
    assert not wider


def test_each_person_has_a_phone_and_a_mailbox(tab: Tab) -> None:
    _say(tab, "/menu")
    tab.locator("[data-person=claire]").click()
    expect(tab.locator("#phone-owner")).to_have_text("Claire Bonnet")
    expect(tab.locator(".bubble")).to_have_count(0)
    expect(tab.locator("#mailbox-owner")).to_contain_text("claire@villars.example")
    tab.get_by_role("button", name="Ouvrir dans le téléphone de Claire").click()
    expect(tab.locator(".bubble").last).to_contain_text("Rien n’attend.")


def test_a_file_is_chosen_on_the_phone_and_in_the_mailbox(tab: Tab) -> None:
    paper: FilePayload = {"name": "papier.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 paper"}
    bubbles = tab.locator(".bubble")
    tab.locator("#file").set_input_files(paper)
    expect(bubbles.first.get_by_role("link")).to_contain_text("papier.pdf")
    expect(bubbles).to_have_count(2)
    tab.get_by_role("button", name="Nouveau message").click()
    tab.fill("#first-words", "Voici le papier.")
    tab.locator("#first-file").set_input_files(paper)
    expect(tab.locator("#first .chosen")).to_have_text("papier.pdf")
    tab.locator("#first").get_by_role("button", name="Envoyer").click()
    expect(tab.locator(".mail.mine")).to_have_count(1)
    answered = tab.locator(".mail:not(.mine)").first
    answered.locator("textarea").fill("Encore un.")
    answered.locator("input[type=file]").set_input_files(paper)
    answered.get_by_role("button", name="Répondre").click()
    expect(tab.locator(".mail.mine")).to_have_count(2)
    tab.locator(".mail.mine").first.locator("summary").click()
    expect(tab.locator(".mail.mine").first).to_contain_text("papier.pdf")
