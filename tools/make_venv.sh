#!/usr/bin/env bash
# Makes the virtual environment of the project and installs the locked libraries, then the project itself.
set -eu
venv=$1
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    found=$("$python" --version 2>/dev/null) || found="not there"
    echo "Villars needs Python 3.11 or newer, and $python is $found: install it, or say PYTHON=/path/to/python3.11 make ..." >&2
    exit 1
}
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || {
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv
    } >/dev/null 2>&1 || true
    "$python" -c 'import venv, ensurepip' 2>/dev/null || {
        echo "Villars needs Python's venv module, which Debian keeps apart: apt-get install python3-venv" >&2
        exit 1
    }
    echo "Making $venv ..."
    "$python" -m venv "$venv"
fi
echo "Installing the locked libraries (hashes checked) ..."
pip() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
# What builds comes first, locked too: nothing is fetched without its hash.
pip --require-hashes --only-binary=:all: -r requirements/build.lock
pip --require-hashes --no-build-isolation -r requirements/dev.lock
pip --no-deps --no-build-isolation --editable .
