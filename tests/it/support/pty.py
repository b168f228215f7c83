"""Runs a command on a terminal of its own and answers its prompts.

Standard input: JSON {"argv": [...], "answers": [[prompt, answer], ...], "patience": seconds}.
Standard output: JSON {"code", "echoes", "stdout", "stderr", "terminal"}, the last three in hexadecimal; "echoes" is
whether the terminal shows what is typed when the command has ended.

The command's standard output and error are files; only its prompts (/dev/tty) are on the terminal.
A code below zero is a signal; 124 means that patience was over.
"""

import json
import os
import pty
import select
import signal
import sys
import tempfile
import termios
import time


def start(argv, stdout, stderr):
    """Forks; the child has the terminal as its controlling one. Gives (process, terminal)."""
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            os.execvp(argv[0], argv)
        finally:
            os._exit(127)
    return pid, terminal


def echoes(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def wait_for_silence(terminal):
    """Waits, a second at most, until nothing is echoed: a person is slower than a program that shows its prompt first."""
    until = time.monotonic() + 1
    while echoes(terminal) and time.monotonic() < until:
        time.sleep(0.002)


def converse(pid, terminal, answers, deadline):
    """Answers each prompt once, in order, until the command lets go of the terminal. Gives what was shown there."""
    shown, answered = b"", 0
    waiting = list(answers)
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            os.kill(pid, signal.SIGKILL)
            return shown, True
        if not select.select([terminal], [], [], min(left, 1))[0]:
            continue
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # EIO: nobody holds the other end
            chunk = b""
        if not chunk:
            return shown, False
        shown += chunk
        while waiting and waiting[0][0].encode() in shown[answered:]:
            prompt, answer = waiting.pop(0)
            answered = shown.index(prompt.encode(), answered) + len(prompt.encode())
            wait_for_silence(terminal)
            os.write(terminal, answer.encode() + b"\n")


def main():
    asked = json.load(sys.stdin)
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        pid, terminal = start(asked["argv"], stdout, stderr)
        shown, late = converse(pid, terminal, asked["answers"], time.monotonic() + asked["patience"])
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        echoed = echoes(terminal)
        os.close(terminal)
        kept = {"terminal": shown}
        for name, file in (("stdout", stdout), ("stderr", stderr)):
            file.seek(0)
            kept[name] = file.read()
    json.dump({"code": 124 if late else code, "echoes": echoed, **{name: data.hex() for name, data in kept.items()}}, sys.stdout)


main()
