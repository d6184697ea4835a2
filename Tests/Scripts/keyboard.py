"""Uses daybook as a person at a terminal does: python3 keyboard.py DAYBOOK

Says what went wrong and exits 1, or exits 0.
"""

import os
import shutil
import subprocess
import sys
import zipfile

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

book = ["--passphrase-file", home.name + "/passphrase"]
bundle = home.name + "/bundle.zip.age"
code, seen, _ = typed(["bundle", "--out", bundle, "--passphrase", "--yes", *book], [
    (b"New passphrase", b"stone lamp river\n"), (b"again", b"stone lamp river\n")])
expect("a bundle under a passphrase is written", code == 0 and os.path.exists(bundle), seen)
expect("its passphrase is not shown", "lamp" not in seen, seen)
if shutil.which("age"):
    # Stock age asks the terminal, and nothing else.
    daybook, ours = shutil.which("age"), daybook
    code, seen, _ = typed(["-d", "-o", home.name + "/bundle.zip", bundle], [(b"passphrase", b"stone lamp river\n")])
    expect("stock age opens it", code == 0, seen)
    with zipfile.ZipFile(home.name + "/bundle.zip") as opened:
        expect("what it holds is a bundle", "bundle/bundle.note" in opened.namelist(), opened.namelist())
    os.remove(home.name + "/bundle.zip")
    code, seen, _ = typed(["-d", "-o", home.name + "/bundle.zip", bundle], [(b"passphrase", b"stone lamp\n")])
    expect("and not with another", code != 0 and not os.path.exists(home.name + "/bundle.zip"), seen)
    daybook = ours
else:
    print("skipped: no stock age here")

code, seen = piped(["list"], "correct horse\n")
expect("piped data is no passphrase", code == 64 and "--passphrase-fd" in seen, (code, seen))
