"""Mail written to break a reader: each shape is known from a measured failure of CPython's parser or of a reply reader."""

import base64
from collections.abc import Callable
from functools import partial

HEAD = b"From: Nadia <nadia@parents.example>\r\nTo: education@villars.example\r\nSubject: cantine\r\nMessage-ID: <h@x>\r\n"


def _nested(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\noui\r\n"


def _embedded(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"From: a@b.c\r\n\r\noui\r\n"


def _siblings(count: int) -> bytes:
    return (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * count
        + b"--b--\r\n"
    )


def _with(header: bytes) -> bytes:
    return HEAD + header + b"\r\n\r\noui\r\n"


def _charset(name: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=" + name + b"\r\n\r\noui merci \xe9\xff\r\n"


def _html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html\r\n\r\n" + body


def _text(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain\r\n\r\n" + body


MAILS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\x00",
    "no header": lambda: b"\r\n\r\noui",
    "nested parts, 200": lambda: _nested(200),
    "nested parts, 10,000": lambda: _nested(10_000),
    "nested parts, 49": lambda: _nested(49),
    "one boundary for all, 20,000": lambda: HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * 20_000,
    "embedded messages, 1,000": lambda: _embedded(1_000),
    "sibling parts, 100,000": lambda: _siblings(100_000),
    "headers, 100,000": lambda: b"X-A: b\r\n" * 100_000 + HEAD + b"\r\noui",
    "header lines, 100,000 folded": lambda: HEAD + b"X-A: b\r\n" + b" c\r\n" * 100_000 + b"\r\noui",
    "part headers, 300,000": lambda: (
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + b"X-A: b\r\n" * 300_000 + b"\r\noui\r\n--b--"
    ),
    "comments in From": lambda: b"From: " + b"(" * 5_000 + b"a@b.c\r\n\r\noui",
    "encoded words in Subject, 20,000": lambda: _with(b"Subject: " + b"=?utf-8?q?a?= " * 20_000),
    "encoded words in Subject, 500": lambda: _with(b"Subject: " + b"=?utf-8?q?a?= " * 500),
    "encoded words in From, 4,000": lambda: b"From: " + b"=?utf-8?q?a?= " * 4_000 + b"<a@b.c>\r\n\r\noui",
    "long encoded word": lambda: _with(b"Subject: =?utf-8?b?" + b"QUFB" * 15_000 + b"?="),
    "addresses in To, 20,000": lambda: _with(b"To: " + b"a@b.c, " * 20_000),
    "addresses in From, 3,000": lambda: b"From: " + b"a@b.c, " * 3_000 + b"\r\n\r\noui",
    "parameters, 20,000": lambda: _with(b"Content-Type: text/plain; " + b"a=b; " * 10_000),
    "semicolons, 60,000": lambda: _with(b"Content-Type: text/plain" + b";" * 60_000),
    "semicolons in a part, 1,000,000": lambda: (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain'
        + b";" * 1_000_000
        + b"\r\n\r\noui\r\n--b--"
    ),
    "file name pieces, 5,000": lambda: (
        _siblings(1)[:-7]
        + b"--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; "
        + b"".join(b"filename*%d*=a; " % number for number in range(5_000))
        + b"\r\n\r\nx\r\n--b--"
    ),
    "open quoted string": lambda: _with(b'From: "' + b"a " * 30_000),
    "dotted Message-ID": lambda: b"From: a@b.c\r\nMessage-ID: <" + b"a." * 30_000 + b">\r\n\r\noui",
    "nested groups": lambda: b"From: " + b"a:" * 30_000 + b"\r\n\r\noui",
    "NUL bytes": lambda: HEAD.replace(b"cantine", b"can\x00tine") + b"\r\n" + b"\x00" * 1000 + b"oui\x00",
    "header injection in an encoded word": lambda: _with(b"Subject: =?utf-8?q?a=0D=0ABcc:_x@y.z?="),
    "broken base64": lambda: (
        HEAD + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!===\xff\r\nb3Vp"
    ),
    "unknown transfer encoding": lambda: HEAD + b"Content-Transfer-Encoding: x-rot13\r\n\r\noui",
    "uuencode": lambda: HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n" + b"M" * 100_000 + b"\r\nend\r\n",
    "multipart without parts": lambda: HEAD + b"Content-Type: multipart/alternative\r\n\r\noui",
    "type that is none": lambda: HEAD + b"Content-Type: signature/plain\r\n\r\noui",
    "blank lines, 500,000": lambda: _text(b"\r\n" * 500_000 + b"oui"),
    "tabs, 200,000 lines": lambda: _text(b"\t\t\t\r\n" * 200_000),
    "Le, on one line": lambda: _text(b"Le " * 200_000),
    "lines of On, 50,000": lambda: _text(b"On \r\n" * 50_000),
    "dashes, 1,000,000": lambda: _text(b"-" * 1_000_000),
    "attributions, 50,000": lambda: _text("Le 24/11/2026 à 10:12, x <a@b.c\r\n".encode() * 50_000),
    "header lines of blocks, 50,000": lambda: _text(b"De : a\r\n\r\n" * 50_000),
    "closings, 50,000": lambda: _text(b"Cordialement\r\n" * 50_000),
    "nested div, 300,000": lambda: _html(b"<div>" * 300_000 + b"oui"),
    "nested blockquote, 100,000": lambda: _html(b"<blockquote>" * 100_000 + b"oui"),
    "open comments": lambda: _html(b"<!--" * 200_000 + b"oui"),
    "open brackets": lambda: _html(b"<" * 1_000_000),
    "attributes, 200,000": lambda: _html(b"<p " + b'a="b" ' * 200_000 + b">oui"),
    "long style": lambda: _html(b'<p style="' + b"border:none;" * 100_000 + b'">oui'),
    "entities, 300,000": lambda: _html(b"&amp;" * 300_000),
    "entity definitions": lambda: _html(b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;</p>'),
    "random bytes": lambda: HEAD + b"\r\n" + bytes(number * 7919 % 251 for number in range(500_000)),
    "base64 of 15 MB": lambda: (
        HEAD
        + b"Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(b"\xff\xd8\xff" + b"a" * 15_000_000)
    ),
    "beyond 25 MB": lambda: HEAD + b"\r\n" + b"a" * (26 * 1024 * 1024),
    "one line of 20 MB": lambda: HEAD + b"\r\n" + b"a" * (20 * 1024 * 1024),
    "one quoted-printable line of 10 MB": lambda: HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=C3=A9" * 1_700_000,
    "combining marks": lambda: _text(b"a" + "\u0301".encode() * 300_000),
    "right-to-left overrides": lambda: _text(("\u202e" * 10_000 + "oui").encode()),
    **{
        f"charset {name!r}": partial(_charset, name)
        for name in (
            b"idna",
            b"rot13",
            b"zlib",
            b"undefined",
            b"unicode_escape",
            b"punycode",
            b"x-unknown",
            b"utf-7",
            b"hex",
            b"\xff\xfe",
            b"utf-16",
            b'"',
            b"mbcs",
            b"../../etc",
        )
    },
}
