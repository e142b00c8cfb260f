#!/usr/bin/env bash
# What a person hears: the main job and a walk through findings by keys alone, on the sample library, with a real Orca.
#
#   tests/by_ear/run.sh [PROGRAM]      PROGRAM: target/release/copydesk, or another build
#
# Run by hand before a release. Needs Debian's orca (45 or later: Debian 13 has 48), at-spi2-core, speech-dispatcher,
# dbus, xvfb, openbox and xdotool. Screen, session bus, HOME and library are its own and are gone afterwards; nothing is
# heard aloud. What Orca spoke, and before it each key, is in target/by-ear.log. It is compared with expected.txt: each line
# there has to be spoken in that order (others may come between), and what stands behind a “!” never.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:-$root/target/release/copydesk}")
log=${BY_EAR_LOG:-$root/target/by-ear.log}

# ------------------------------------------------------------------------------------------------- the session of its own
if [[ -z ${BY_EAR_HOME:-} ]]; then
  for tool in orca Xvfb openbox xdotool dbus-run-session dbus-send; do
    command -v "$tool" >/dev/null || { echo "no $tool: see the packages at the top of $0" >&2; exit 2; }
  done
  BY_EAR_HOME=$(mktemp -d)
  trap 'rm -rf "$BY_EAR_HOME"' EXIT
  mkdir -p "$BY_EAR_HOME"/{config,data,state,cache,run} "$(dirname "$log")"
  chmod 700 "$BY_EAR_HOME/run"
  cp -r "$root/sample_content" "$BY_EAR_HOME/library"
  env -u WAYLAND_DISPLAY -u DISPLAY BY_EAR_HOME="$BY_EAR_HOME" BY_EAR_LOG="$log" HOME="$BY_EAR_HOME" \
    XDG_CONFIG_HOME="$BY_EAR_HOME/config" XDG_DATA_HOME="$BY_EAR_HOME/data" XDG_STATE_HOME="$BY_EAR_HOME/state" \
    XDG_CACHE_HOME="$BY_EAR_HOME/cache" XDG_RUNTIME_DIR="$BY_EAR_HOME/run" LIBGL_ALWAYS_SOFTWARE=1 \
    dbus-run-session -- bash "$0" "$program"
  exit
fi

started=()
trap 'for it in "${started[@]}"; do kill "$it" 2>/dev/null || true; done' EXIT
spoken=$BY_EAR_HOME/orca.log
: >"$log"

exec 3<>"$BY_EAR_HOME/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 3>&3 &
started+=($!)
until [[ -s $BY_EAR_HOME/display ]]; do sleep 0.1; done
DISPLAY=:$(<"$BY_EAR_HOME/display")
export DISPLAY
openbox >/dev/null 2>&1 &
started+=($!)

# Orca speaks to the dummy voice; what it says is read from its own log.
mkdir -p "$XDG_CONFIG_HOME/speech-dispatcher"
printf 'DefaultModule dummy\nAddModule "dummy" "sd_dummy" ""\n' >"$XDG_CONFIG_HOME/speech-dispatcher/speechd.conf"
# Keys that are pressed are not spoken: they would stand between what the window says.
mkdir -p "$XDG_DATA_HOME/orca"
cat >"$XDG_DATA_HOME/orca/user-settings.conf" <<'SETTINGS'
{"general": {"startingProfile": ["Default", "default"], "enableKeyEcho": false, "enableEchoByCharacter": false},
 "profiles": {"default": {"profile": ["Default", "default"], "enableKeyEcho": false}},
 "pronunciations": {}, "keybindings": {}}
SETTINGS
reader_on() {
  dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
    string:org.a11y.Status "string:$1" variant:boolean:true >/dev/null
}
reader_on IsEnabled
reader_on ScreenReaderEnabled
orca --replace --debug-file "$spoken" >/dev/null 2>&1 &
started+=($!)

# ------------------------------------------------------------------------------------------------------------ hands and ears
taken=0
patience=${BY_EAR_PATIENCE:-8}
# Orca writes SPEECH OUTPUT: 'words' for each piece that it speaks.
words() { grep -a -o "SPEECH OUTPUT: '.*" "$spoken" 2>/dev/null | sed "s/^SPEECH OUTPUT: '//; s/' *$//; s/' {.*$//" || true; }

# Waits until nothing new was spoken for a while, and takes it down: a window without a graphics card takes its time.
listen() {
  local before=-1 now quiet=0
  for ((i = 0; i < 100; i++)); do
    now=$(words | wc -l)
    if [[ $now -eq $before ]]; then quiet=$((quiet + 1)); else quiet=0; fi
    [[ $quiet -ge $patience ]] && break
    before=$now
    sleep 0.2
  done
  words | tail -n "+$((taken + 1))" | sed 's/\xe2\x80\x8b//g' >>"$log"
  taken=$(words | wc -l)
}

press() {
  for key in "$@"; do
    echo "[$key]" >>"$log"
    xdotool key --clearmodifiers "$key"
    listen
  done
}

write() {
  echo "[type $1]" >>"$log"
  xdotool type --delay 60 "$1"
  listen
}

for ((i = 0; i < 100; i++)); do [[ -s $spoken ]] && break; sleep 0.2; done
sleep 3
listen
echo "[start]" >>"$log"
"$program" "$BY_EAR_HOME/library" >"$BY_EAR_HOME/said" 2>&1 &
started+=($!)
window=$(timeout 60 xdotool search --sync --onlyvisible --name copydesk | tail -1)
xdotool windowactivate --sync "$window"
sleep 5
listen

# ------------------------------------------------------------------------------------------------------------------ the job
# Find an entry by a few letters, go to a section, read and write in it, take it back.
press ctrl+p
write glyc
press Return
press ctrl+shift+o
write safe
press Return Down Up End
write q
press ctrl+z ctrl+shift+z ctrl+z
# Sections by their keys, and folded away.
press ctrl+Next ctrl+Prior Tab shift+Tab ctrl+m ctrl+m
# Find in the entry.
press ctrl+f
write glycine
press Return Escape
# A work to cite; a command that is refused; the menus.
press ctrl+shift+c
write ortiz
press Escape
press ctrl+shift+p
write "undo the merge"
press Return Escape
press alt+f Down Right Escape F10 Escape
# Sources and findings: lists whose rows are read whole.
press ctrl+2 F6 Menu Escape shift+F6
press F8 F8 ctrl+3 F6 End Home Return
# The library, and back to the text.
press ctrl+l Down Down End Home Escape
# Change something and save it.
press ctrl+shift+o
write safe
press Return End
write z
press ctrl+s ctrl+shift+space Escape
listen

# ------------------------------------------------------------------------------------------------------------- was it heard?
failed=0
line=1
while IFS= read -r expected; do
  [[ -z $expected || $expected == \#* ]] && continue
  if [[ $expected == !* ]]; then
    if grep -a -n -F -- "${expected#!}" "$log"; then
      echo "heard, and must not be: ${expected#!}"
      failed=1
    fi
    continue
  fi
  if at=$(tail -n "+$line" "$log" | grep -a -n -m1 -F -- "$expected"); then
    line=$((line + ${at%%:*} - 1))
  else
    echo "not heard after line $line of $log: $expected"
    failed=1
  fi
done <"$here/expected.txt"
orca --version 2>/dev/null | head -1
[[ $failed -eq 0 ]] && echo "By ear: every line was heard"
exit "$failed"
