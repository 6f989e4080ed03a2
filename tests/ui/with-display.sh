#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command with a screen and a session bus of its own; what those say does not mix with its output.
# The screen chooses its own number, so that several can start at once, and does not begin anew (letting nobody in
# meanwhile) when its last client leaves.
set -eu
export GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
folder=$(mktemp -d)
screen=
trap '[ -z "$screen" ] || kill "$screen"; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
mkfifo "$folder/number"
Xvfb -displayfd 4 -screen 0 1400x1200x24 -nolisten tcp -noreset 4>"$folder/number" >/dev/null 2>&1 &
screen=$!
read -r number <"$folder/number"
exec 3>&1 >/dev/null
DISPLAY=:$number dbus-run-session -- sh -c '"$@" >&3 3>&-' sh "$@"
