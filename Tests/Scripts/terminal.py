"""A terminal with somebody at it, for keyboard.py and asked.py."""

import os
import pty
import select
import sys
import tempfile
import termios
import time

home = tempfile.TemporaryDirectory()
env = dict(
    os.environ, HOME=home.name, XDG_DATA_HOME=home.name + "/data", XDG_STATE_HOME=home.name + "/state",
    TERM="dumb", SWIFT_BACKTRACE="enable=no")
env.pop("DAYBOOK_VAULT", None)


def typed(program, arguments, dialogue):
    """Types each answer when the text before it is shown; returns exit code, screen, and echo at the end."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(program, [program, *arguments], env)
    screen, place = b"", 0

    def read():
        nonlocal screen
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return False
        screen += piece
        return piece != b""

    for shown, answer in dialogue:
        limit = time.monotonic() + 60
        while (found := screen.find(shown, place)) < 0:
            if time.monotonic() > limit:
                sys.exit(f"never shown: {shown!r}\n{screen.decode()}")
            if select.select([terminal], [], [], 0.1)[0] and not read():
                sys.exit(f"ended before: {shown!r}\n{screen.decode()}")
        place = found + len(shown)
        time.sleep(0.05)
        os.write(terminal, answer)
    echo = None
    while True:
        ready = select.select([terminal], [], [], 60)[0]
        try:
            echo = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
        except termios.error:
            pass
        if not ready or not read():
            break
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen.decode().replace("\r", ""), echo
