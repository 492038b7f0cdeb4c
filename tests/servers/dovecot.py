"""A Dovecot of the tests' own: IMAP with IDLE and LMTP on loopback, any user, one password."""

import os
import pwd
import shutil
import signal
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.programs import answers, free_port, last_lines, program, wait_until

PASSWORD = "pw"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
log_path = {folder}/dovecot.log
mail_location = maildir:{folder}/mail/%n
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%n allow_all_users=yes
}}
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@villars.example
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server: where it listens; every user name exists, with the same password."""

    imap_port: int
    lmtp_port: int
    folder: Path

    def deliver(self, raw: bytes, recipient: str, sender: str = "parent@parents.example") -> None:
        """Put a message into a mailbox as the town's server would; `user+detail@` lands with `user`."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [recipient], raw)

    def mails_of(self, user: str) -> list[Path]:
        """Return the files of a mailbox in the order in which they came; a name begins with its instant."""
        return sorted(self.folder.glob(f"mail/{user}/[nc][eu][wr]/*"), key=_came)


def _came(file: Path) -> tuple[int, int]:
    seconds, microseconds = file.name.split(".")[:2]
    return int(seconds), int(microseconds.removeprefix("M").partition("P")[0])


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run a server in a folder of its own with a short path (socket names are short), and end it."""
    binary = program("dovecot")
    folder = Path(tempfile.mkdtemp(prefix="dc", dir="/tmp"))
    folder.chmod(0o755)
    server = Dovecot(free_port(), free_port(), folder)
    _write_configuration(server)
    with (folder / "out").open("wb") as out:
        # -F and output to a file: a server in the background would keep our own output open for ever.
        process = subprocess.Popen(
            [binary, "-F", "-c", str(folder / "dovecot.conf")], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
        try:
            wait_until(lambda: answers(server.imap_port, b"* OK") or process.poll() is not None, "Dovecot")
            if process.poll() is not None:
                message = f"Dovecot ended: {last_lines(folder / 'out')} {last_lines(folder / 'dovecot.log')}"
                raise RuntimeError(message)
            yield server
        finally:
            _end(process)
            shutil.rmtree(folder, ignore_errors=True)


def _write_configuration(server: Dovecot) -> None:
    folder = server.folder
    owner = pwd.getpwnam("mail") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    me = pwd.getpwuid(os.getuid()).pw_name
    mailboxes = folder / "mail"
    mailboxes.mkdir()
    os.chown(mailboxes, owner.pw_uid, owner.pw_gid)
    text = _CONFIGURATION.format(
        folder=folder,
        password=PASSWORD,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        internal="dovecot" if os.getuid() == 0 else me,
        internal_group="dovecot" if os.getuid() == 0 else me,
        login="dovenull" if os.getuid() == 0 else me,
        imap_port=server.imap_port,
        lmtp_port=server.lmtp_port,
    )
    (folder / "dovecot.conf").write_text(text)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
