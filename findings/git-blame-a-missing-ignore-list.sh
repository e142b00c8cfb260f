#!/usr/bin/env bash
# git 1:2.39.5-0+deb12u3 (Debian 12) on a clone whose settings name a list of commits that blame is to pass over, and whose list is not there.
#
# A tool that asks who wrote a line (the day of a last review, say) has to work in any clone. The manual says of
# `blame.ignoreRevsFile` and of `--ignore-revs-file` that an empty file name clears the list.
#
# One would guess: with the empty name given last, on the command line, nothing is left of the setting, and blame answers.
# Seen: it ends with "could not open object name list", status 128, in both spellings: the missing file seems to be opened before it
# is cleared. Only `--no-ignore-revs-file`, which the manual's list of options does not name, leaves it alone.
# git 2.47.3, tried by hand, does the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet git=1:2.39.5-0+deb12u3 >/dev/null 2>&1
dpkg -x git_*.deb .
git() { GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_EXEC_PATH="$folder/usr/lib/git-core" "$folder/usr/bin/git" "$@"; }
git --version

git init --quiet clone
cd clone
echo "last_reviewed: 2 March 2026" >entry.md
git add entry.md
git -c user.name=A -c user.email=a@x.example commit --quiet --message Entry
git config blame.ignoreRevsFile not-there

status() { local code=0; "$@" >/dev/null 2>said || code=$?; echo "$code"; }
seen="set: $(status git blame entry.md)
emptied by -c: $(status git -c blame.ignoreRevsFile= blame entry.md)
emptied by the option: $(status git blame --ignore-revs-file= entry.md)
taken back: $(status git blame --no-ignore-revs-file entry.md)"
echo "$seen"
[[ $seen == "set: 128
emptied by -c: 128
emptied by the option: 128
taken back: 0" ]] || { echo "this has changed" >&2; exit 1; }
