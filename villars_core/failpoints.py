"""Named instants at which a test stops or delays the program: nothing at all unless `VILLARS_FAILPOINT` names one."""

import os
import signal
import time

VARIABLE = "VILLARS_FAILPOINT"
SLEEP_SECONDS = 30.0


class Failpoint:
    """One named instant of one object's life, counted: `name:kill`, `name:sleep`, or `name:kill@3` for the third time."""

    def __init__(self, setting: str) -> None:
        """Read the variable's value; an empty one names nothing."""
        self.name, _, rest = setting.partition(":")
        self.action, _, times = rest.partition("@")
        self.left = int(times or 1)

    def reached(self, name: str) -> None:
        """Die or sleep when this is the named instant and it was reached often enough."""
        if name != self.name:
            return
        self.left -= 1
        if self.left == 0:
            if self.action == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(SLEEP_SECONDS)


_chosen = Failpoint(os.environ.get(VARIABLE, ""))


def reached(name: str) -> None:
    """Tell that an instant is reached; names are `room.what_was_just_done`."""
    _chosen.reached(name)
