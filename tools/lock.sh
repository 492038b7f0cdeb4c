#!/usr/bin/env bash
# Writes requirements/*.lock: every library with version and hashes, for all machines and Pythons that the project supports.
set -eu
uv=.venv/bin/uv
[ -x $uv ] || uv=$(command -v uv) || { echo "make lock needs uv: .venv/bin/pip install uv" >&2; exit 1; }
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate \
        ${UPGRADE:+--upgrade} "$@"
}
# What builds: the project itself, and dkimpy, which has no wheel.
printf '%s\n' 'setuptools>=80' 'hatchling>=1.27' 'babel>=2.17' | compile - --output-file requirements/build.lock
compile pyproject.toml --constraint requirements/build.lock --output-file requirements/run.lock
compile pyproject.toml --extra dev --constraint requirements/run.lock --output-file requirements/dev.lock
compile pyproject.toml --extra learn --constraint requirements/dev.lock --output-file requirements/learn.lock
if grep -nE 'https?://|index-url|/home/|/root/|/work/' requirements/*.lock; then
    echo "A lock names a host or a machine's path: nothing may." >&2
    exit 1
fi
