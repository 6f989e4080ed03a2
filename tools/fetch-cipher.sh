#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For ./dev bench alone: an SQLite that reads SQLCipher 4 files (SQLite3 Multiple Ciphers, MIT), from
# one version of an npm package, whose bytes are pinned. The program itself never uses it.
#
# Usage: tools/fetch-cipher.sh FOLDER    leaves like-cipher and query-cipher in it, or fails in one line

set -eu
package=better-sqlite3-multiple-ciphers
version=13.0.3
sum=24a11e221247fc003f755ad0f82126bc6b0295d0be1c06f3cb3e48d9db8eb898
folder=$1
sources=$(cd "$(dirname "$0")/../bench" && pwd)

made=yes
for name in like-cipher query-cipher; do
  if [ ! -x "$folder/$name" ] || [ "$folder/$name" -ot "$sources/$name.c" ]; then made=; fi
done
[ -z "$made" ] || exit 0
command -v npm >/dev/null || { echo "npm is not installed" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"
archive=$package-$version.tgz
if [ ! -f "$archive" ]; then
  timeout 300 npm pack --silent --ignore-scripts "$package@$version" >/dev/null 2>&1 ||
    { echo "$package $version could not be had from the npm registry" >&2; exit 1; }
fi
echo "$sum  $archive" | sha256sum --check --status ||
  { rm -f "$archive"; echo "$archive is not the file it was" >&2; exit 1; }
tar xzf "$archive" package/deps/sqlite3
[ -f sqlite3.o ] || cc -O2 -w -DSQLITE_DQS=0 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_LIKE_DOESNT_MATCH_BLOBS \
  -c package/deps/sqlite3/sqlite3.c -o sqlite3.o
: >config.h
for name in like-cipher query-cipher; do
  cc -O2 -D_GNU_SOURCE -I . -I package/deps/sqlite3 "$sources/$name.c" sqlite3.o -lpthread -lm -ldl -o $name
done
