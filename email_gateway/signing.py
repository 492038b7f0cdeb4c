"""Signing what leaves (DKIM, RFC 6376), for a town whose server does not sign by itself."""

from dataclasses import dataclass, field, replace

import dkim

from email_gateway.outbound import Envelope

SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"auto-submitted"]
SIGNED += [b"mime-version", b"content-type"]


@dataclass(frozen=True)
class Signer:
    """The town's signature: its selector and domain in the name servers, and its private key (PEM)."""

    selector: str
    domain: str
    key: bytes = field(repr=False)

    def signed(self, envelope: Envelope) -> Envelope:
        """Return the mail with its signature before it. Raises ValueError for a key that cannot be read."""
        try:
            found = dkim.sign(
                envelope.raw,
                self.selector.encode(),
                self.domain.encode(),
                self.key,
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=SIGNED,
            )
        except dkim.DKIMException as error:
            message = f"the mail cannot be signed: {type(error).__name__}"
            raise ValueError(message) from error
        return replace(envelope, raw=bytes(found) + envelope.raw)
