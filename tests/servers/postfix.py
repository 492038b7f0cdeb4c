"""A Postfix of the tests' own in front of Dovecot: what we send is accepted by SMTP and delivered, nothing can leave."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.dovecot import Dovecot
from tests.servers.programs import answers, free_port, last_lines, program, wait_until

DOMAINS = ("villars.example", "parents.example")

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.villars.example
mydestination =
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:{lmtp_port}
default_transport = error:nothing may leave the tests
relay_transport = error:nothing may leave the tests
smtp_dns_support_level = disabled
disable_dns_lookups = yes
lmtp_host_lookup = native
# What a busy machine put off is tried again at once: a test waits two minutes, the server's own default is five.
queue_run_delay = 3s
minimal_backoff_time = 2s
maximal_backoff_time = 10s
recipient_delimiter = +
maillog_file = {folder}/mail.log
maillog_file_prefixes = /tmp
smtpd_recipient_restrictions = permit_mynetworks, reject
message_size_limit = 40000000
mailbox_size_limit = 0
"""

_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A running server: the port that accepts mail for the tests' two domains."""

    smtp_port: int
    folder: Path


@contextmanager
def postfix(behind: Dovecot) -> Iterator[Postfix]:
    """Run a server that delivers to Dovecot, and end it. It must be started by root, as Postfix itself demands."""
    binary = program("postfix")
    if os.getuid() != 0:
        message = "Postfix starts as root only: run these tests as root"
        raise RuntimeError(message)
    folder = Path(tempfile.mkdtemp(prefix="pf", dir="/tmp"))
    folder.chmod(0o755)
    server = Postfix(free_port(), folder)
    configuration = _write_configuration(server, behind)
    _run(binary, configuration, "start", folder)
    try:
        wait_until(lambda: answers(server.smtp_port, b"220 "), f"Postfix; {last_lines(folder / 'mail.log')}")
        yield server
    finally:
        _run(binary, configuration, "stop", folder)
        shutil.rmtree(folder, ignore_errors=True)


def _write_configuration(server: Postfix, behind: Dovecot) -> Path:
    folder = server.folder
    configuration = folder / "etc"
    owner = pwd.getpwnam("postfix")
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir()
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    (configuration / "main.cf").write_text(_MAIN.format(folder=folder, domains=", ".join(DOMAINS), lmtp_port=behind.lmtp_port))
    (configuration / "master.cf").write_text(_MASTER.format(port=server.smtp_port))
    return configuration


def _run(binary: str, configuration: Path, action: str, folder: Path) -> None:
    with (folder / "out").open("ab") as out:
        subprocess.run(
            [binary, "-c", str(configuration), action],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            check=False,
            timeout=60,
            start_new_session=True,
        )
