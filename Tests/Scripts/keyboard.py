"""Uses daybook as a person at a terminal does: python3 keyboard.py DAYBOOK

Says what went wrong and exits 1, or exits 0.
"""

import subprocess
import sys

from terminal import env, home
from terminal import typed as typed_at

daybook = sys.argv[1]
CTRL_C, CTRL_D = b"\x03", b"\x04"


def piped(arguments, text=""):
    """Runs without a terminal; returns the exit code and what was printed."""
    done = subprocess.run(
        [daybook, *arguments], env=env, input=text, capture_output=True, text=True, start_new_session=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def typed(arguments, dialogue):
    return typed_at(daybook, arguments, dialogue)


def expect(what, isTrue, seen):
    if not isTrue:
        sys.exit(f"not so: {what}\n{seen}")


with open(home.name + "/passphrase", "w") as file:
    file.write("correct horse\n")
code, seen = piped([
    "init", "--passphrase-file", home.name + "/passphrase", "--new-passphrase-file", home.name + "/passphrase",
    "--me", "Noor", "--them", "Sam", "--zone", "Europe/London", "--recovery-out", home.name + "/recovery",
    "--no-input", "--yes"])
expect("init works without a terminal", code == 0, seen)

code, seen, _ = typed([], [
    (b"Passphrase: ", b"wrong\n"), (b"Passphrase: ", b"correct horse\n"),
    (b"daybook> ", b"people add 'Mia Lee' --role child\n"), (b"daybook> ", b"lock\n"),
    (b"Passphrase: ", b"correct horse\n"), (b"daybook> ", b"people list\n"), (b"daybook> ", b"quit\n")])
expect("a session runs verbs, locks and opens again", code == 0 and seen.count("Mia Lee") >= 3, seen)
expect("no passphrase is shown", "horse" not in seen and "wrong\n" not in seen, seen)

code, seen, _ = typed(["--passphrase-file", home.name + "/passphrase"], [
    (b"daybook> ", b"lock\n"), (b"Passphrase: ", b"correct horse\n"), (b"daybook> ", b"quit\n")])
expect("a passphrase file opens a session once; after a lock a person is asked", code == 0, (code, seen))

code, seen, echo = typed(["list"], [(b"Passphrase: ", CTRL_C)])
expect("Ctrl-C at the passphrase is exit 130 and leaves echo on", code == 130 and echo is not False, (code, echo, seen))

code, seen, _ = typed(["list"], [(b"Passphrase: ", CTRL_D)])
expect("Ctrl-D at the passphrase is exit 130", code == 130, (code, seen))

code, seen, _ = typed(["list"], [(b"Passphrase: ", b"x\n")] * 3)
expect("three wrong passphrases are exit 12", code == 12, (code, seen))

code, seen = piped(["list"], "correct horse\n")
expect("piped data is no passphrase", code == 64 and "--passphrase-fd" in seen, (code, seen))
