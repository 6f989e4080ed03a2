# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a process holds in its memory, looked at from outside: only root may, the program hides it."""

import base64
import contextlib
import fcntl
import os
import pathlib
import subprocess
import time

WRITE_TO_OUTPUT = [['1', '0x1'], ['64', '0x1']]  # of /proc/PID/syscall, on x86-64 and on arm64
# Before a command: root then is as weak as any user towards its own processes.
WEAK = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] if os.geteuid() == 0 else []


def forms(text):
    """A name as it may lie about: as typed, in capitals, folded; in UTF-8 and UTF-16."""
    for form in {text, text.upper(), text.lower()}:
        yield form.encode()
        yield form.encode('utf-16-le')


def coded(text):
    """The same, and as base64 at each of its three alignments."""
    for form in set(forms(text)):
        yield form
        for before in range(3):
            start = -(-before * 8 // 6)  # letters that the bytes before have a part in
            yield base64.b64encode(b'\0' * before + form)[start:(before + len(form)) * 8 // 6]


@contextlib.contextmanager
def held_at_its_answer(call, **options):
    """The process of @call, held where it prints its answer into a pipe that is full."""
    out, into = os.pipe()
    size = fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(into, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(into, b'.' * size)
    os.set_blocking(into, True)
    process = subprocess.Popen(call, stdout=into, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **options)
    os.close(into)
    try:
        deadline = time.monotonic() + 120
        while pathlib.Path(f'/proc/{process.pid}/syscall').read_text().split()[:2] not in WRITE_TO_OUTPUT:
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline, 'never came to its answer'
            time.sleep(0.02)
        yield process.pid
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
        os.close(out)


def mappings(pid):
    """(start, end, what is mapped there, whether it is ours) of all that is readable. Ours, locked keys and opened
    payloads, is what is left out of core dumps: nothing of the toolkit is."""
    found, span = [], None
    for line in pathlib.Path(f'/proc/{pid}/smaps').read_text().splitlines():
        words = line.split(maxsplit=5)
        if '-' in words[0] and not words[0].endswith(':'):
            span = (*(int(part, 16) for part in words[0].split('-')), words[5] if len(words) > 5 else '')
            readable = 'r' in words[1] and span[2] not in ('[vvar]', '[vsyscall]')
        elif words[0] == 'VmFlags:' and readable:
            found.append((*span, 'dd' in line.split()))
    return found


def pages(pid):
    """(what is mapped there, whether it is ours, its bytes) of the process, the program's own text included."""
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for start, end, name, ours in mappings(pid):
            memory.seek(start)
            data = b''
            while start + len(data) < end:
                try:
                    part = memory.read(end - start - len(data))
                except OSError:  # a guard page of a locked secret
                    break
                if not part:
                    break
                data += part
            yield name, ours, data


def held(pid, wanted):
    """Which of the wanted byte strings the process holds."""
    found = set()
    for _, _, data in pages(pid):
        found |= {name for name in wanted if name not in found and name in data}
    return found


def count(pid, wanted):
    """How often each of the wanted byte strings is in the process, by what is mapped there and whether it is ours."""
    hits = {}
    for place, ours, data in pages(pid):
        for name in wanted:
            if n := data.count(name):
                hits[name, place, ours] = hits.get((name, place, ours), 0) + n
    return hits


def no_dump(pid):
    """Asserts that no core of @pid, started by WEAK, is written and no process of the same user reads it."""
    limits = pathlib.Path(f'/proc/{pid}/limits').read_text()
    core = next(line for line in limits.splitlines() if line.startswith('Max core file size'))
    assert core.split()[4:6] == ['0', '0'], core
    plain = subprocess.Popen([*WEAK, 'sleep', '60'])
    try:
        deadline = time.monotonic() + 20
        while pathlib.Path(f'/proc/{plain.pid}/comm').read_text() != 'sleep\n' and time.monotonic() < deadline:
            time.sleep(0.02)
        for what in ('environ', 'maps', 'mem'):
            read = [*WEAK, 'head', '-c', '0', f'/proc/{plain.pid}/{what}']
            assert subprocess.run(read, check=False).returncode == 0, 'cannot look at a process that hides nothing'
            read[-1] = f'/proc/{pid}/{what}'
            done = subprocess.run(read, capture_output=True, text=True, check=False, env={**os.environ, 'LC_ALL': 'C'})
            assert done.returncode == 1 and 'Permission denied' in done.stderr, (what, done)
    finally:
        plain.kill()
        plain.wait()
