#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command with a screen and a session bus of its own; what those say does not mix with its output.
set -eu
export GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
exec 3>&1 >/dev/null
exec xvfb-run -a -s '-screen 0 1400x1200x24' dbus-run-session -- sh -c '"$@" >&3 3>&-' sh "$@"
