"""Whose word counts about the sender, and what each case permits."""

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from email_gateway.authentication import NameServers, Standing, aligned, parsed, standing, verified_here, vouched
from villars_core.work import Assurance

_SENDER = "nadia@parents.example"
_ID = "mx.villars.example"


def _results(*values: str) -> list[tuple[str, str]]:
    return [
        ("received", "from lmtp by villars"),
        *[("authentication-results", value) for value in values],
        ("received", "from mx.parents.example by mx.villars.example"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"{_ID}; dmarc=pass header.from=parents.example", Standing.PASS),
        (f"{_ID}; dkim=pass header.d=parents.example; spf=fail smtp.mailfrom=x@other.example", Standing.PASS),
        (f"{_ID}; spf=pass smtp.mailfrom=nadia@parents.example", Standing.PASS),
        (f"{_ID}; dmarc=fail (p=reject) header.from=parents.example; dkim=pass header.d=parents.example", Standing.FAIL),
        (f"{_ID}; dmarc=pass header.from=other.example", Standing.FAIL),
        (f"{_ID}; dkim=pass header.d=other.example", Standing.UNKNOWN),
        (f"{_ID}; spf=fail smtp.mailfrom=nadia@parents.example", Standing.FAIL),
        (f"{_ID}; spf=pass smtp.mailfrom=x@other.example", Standing.UNKNOWN),
        (f"{_ID} 1; dkim=none; spf=none", Standing.UNKNOWN),
        (f"{_ID.upper()}; DMARC=PASS", Standing.PASS),
        ("mx.evil.example; dmarc=pass header.from=parents.example", Standing.MISSING),
        (f"evil; x={_ID}; dmarc=pass", Standing.MISSING),
        ("", Standing.MISSING),
        (";;;===(((", Standing.MISSING),
    ],
)
def test_only_the_towns_own_server_is_believed(value: str, expected: Standing) -> None:
    assert standing(_results(value), _SENDER, _ID) is expected


def test_forged_copy_below_the_servers_received_line_is_ignored() -> None:
    trace = [*_results(f"{_ID}; dmarc=fail"), ("authentication-results", f"{_ID}; dmarc=pass")]
    assert standing(trace, _SENDER, _ID) is Standing.FAIL


def test_forged_copy_far_below_counts_as_nothing_when_the_server_said_nothing() -> None:
    trace = [("received", str(number)) for number in range(5)] + [("authentication-results", f"{_ID}; dmarc=pass")]
    assert standing(trace, _SENDER, _ID) is Standing.MISSING


def test_first_result_of_a_method_wins() -> None:
    trace = _results(f"{_ID}; dmarc=fail", f"{_ID}; dmarc=pass")
    assert standing(trace, _SENDER, _ID) is Standing.FAIL


def test_without_a_configured_server_nothing_is_known() -> None:
    assert standing(_results(f"{_ID}; dmarc=pass"), _SENDER, "") is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("signer", "domain", "same"),
    [
        ("parents.example", "mail.parents.example", True),
        ("example", "parents.example", False),
        ("evilparents.example", "parents.example", False),
        ("", "", False),
    ],
)
def test_alignment_is_by_whole_labels(signer: str, domain: str, same: bool) -> None:  # noqa: FBT001 (a table's column)
    assert aligned(signer, domain) is same


def test_hostile_header_is_read_in_bounds() -> None:
    assert len(parsed("(" * 8000 + ";a=b" * 5000)[1]) <= 40


_MATRIX = [
    (Standing.PASS, True, 1, Assurance.LINKED),
    (Standing.UNKNOWN, True, 1, Assurance.LINKED),
    (Standing.MISSING, True, 1, Assurance.CLAIMED),
    (Standing.FAIL, True, 1, Assurance.NONE),
    (Standing.PASS, False, 1, Assurance.CLAIMED),
    (Standing.UNKNOWN, False, 1, Assurance.CLAIMED),
    (Standing.MISSING, False, 1, Assurance.CLAIMED),
    (Standing.FAIL, False, 1, Assurance.NONE),
    (Standing.PASS, True, 2, Assurance.NONE),
    (Standing.PASS, True, 0, Assurance.NONE),
    (Standing.PASS, False, 2, Assurance.NONE),
]


@pytest.mark.parametrize(("found", "has_token", "senders", "assurance"), _MATRIX)
def test_matrix_of_what_the_door_vouches_for(found: Standing, has_token: bool, senders: int, assurance: Assurance) -> None:  # noqa: FBT001 (a table's column)
    assert vouched(found, has_token=has_token, senders=senders) is assurance


@pytest.fixture(scope="module")
def signing() -> tuple[bytes, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 (a key that lives for one test)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, "v=DKIM1; k=rsa; p=" + "".join(public.decode().splitlines()[1:-1])


_MAIL = b"From: Nadia <nadia@parents.example>\r\nTo: a@villars.example\r\nSubject: x\r\n\r\noui\r\n"


def _signed(private: bytes, domain: bytes = b"parents.example") -> bytes:
    return bytes(dkim.sign(_MAIL, b"k", domain, private)) + _MAIL


def test_valid_signature_of_the_senders_domain_passes(signing: tuple[bytes, str]) -> None:
    private, record = signing
    assert verified_here(_signed(private), _SENDER, lambda name: record if "_domainkey" in name else "") is Standing.PASS


def test_changed_mail_of_a_strict_domain_fails(signing: tuple[bytes, str]) -> None:
    private, record = signing
    records = {"k._domainkey.parents.example": record, "_dmarc.parents.example": "v=DMARC1; p=reject"}
    assert verified_here(_signed(private).replace(b"oui", b"non"), _SENDER, lambda name: records.get(name, "")) is Standing.FAIL


def test_signature_of_another_domain_proves_nothing(signing: tuple[bytes, str]) -> None:
    private, record = signing
    assert (
        verified_here(_signed(private, b"evil.example"), _SENDER, lambda name: record if "_domainkey" in name else "") is Standing.UNKNOWN
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=parents.example; s=k; h=from; bh=x; b=y\r\n\r\n",
        b"DKIM-Signature: \r\n" * 50 + b"\r\n",
        b"\x00",
    ],
)
def test_broken_signatures_never_raise(raw: bytes) -> None:
    assert verified_here(raw, _SENDER, lambda _: "v=DKIM1; p=!!!") in (Standing.UNKNOWN, Standing.FAIL)


@pytest.mark.parametrize("name", ["_dmarc.parents.example", "k._domainkey.a.test", "_dmarc.localhost"])
def test_names_that_cannot_exist_are_not_asked_for(name: str) -> None:
    assert NameServers()(name) == ""
