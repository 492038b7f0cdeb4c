"""How fast mails leave: a provider slows down or refuses a sender whose mails come in bursts; answers to parents never wait."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from villars_core.notifications.outbox import Lane

SECONDS_BETWEEN_ANNOUNCEMENTS = 0.5

_PROVIDERS = {
    "orange.fr": ("wanadoo.fr",),
    "free.fr": ("libertysurf.fr", "aliceadsl.fr", "online.fr"),
    "sfr.fr": ("neuf.fr", "cegetel.net", "club-internet.fr", "numericable.fr", "red-by-sfr.fr"),
    "gmail.com": ("googlemail.com",),
    "outlook.com": ("outlook.fr", "hotmail.com", "hotmail.fr", "live.fr", "live.com", "msn.com"),
    "yahoo.com": ("yahoo.fr", "ymail.com", "rocketmail.com"),
    "icloud.com": ("me.com", "mac.com"),
}
_PROVIDER_OF = {domain: provider for provider, others in _PROVIDERS.items() for domain in (provider, *others)}


@dataclass
class Pace:
    """When the next mail may go. `seconds`: between two mails to one provider, by any of its domains; used by one thread at a time."""

    seconds: Mapping[str, float] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Read the settings by provider."""
        self.seconds = {provider_of(domain): pause for domain, pause in self.seconds.items()}

    def pause(self, address: str, lane: int) -> float:
        """Return how many seconds a mail still waits; 0 for an answer."""
        if lane == Lane.REPLY:
            return 0.0
        provider = provider_of(address)
        waits = [self._left(provider, self.seconds.get(provider, 0.0))]
        if lane == Lane.ANNOUNCEMENT:
            waits.append(self._left("", SECONDS_BETWEEN_ANNOUNCEMENTS))
        return max(waits)

    def sent(self, address: str, lane: int) -> None:
        """Note that a mail went now."""
        self._last[provider_of(address)] = self.clock()
        if lane == Lane.ANNOUNCEMENT:
            self._last[""] = self.clock()

    def _left(self, what: str, seconds: float) -> float:
        last = self._last.get(what)
        return 0.0 if last is None else max(0.0, last + seconds - self.clock())


def provider_of(address: str) -> str:
    """Return whose servers take a mail: the provider's main domain, else the domain itself."""
    domain = address.rpartition("@")[2].lower()
    return _PROVIDER_OF.get(domain, domain)
