"""Answers daybook's questions as a transcript says: python3 asked.py DAYBOOK TRANSCRIPT

A line that begins with "$ daybook" is typed as a command; what follows is the screen, with what is typed between « and
». What `rules new` prints is a rule book: it is kept, and has to be one that `rules explain` and `rules try` read.
Says where the screen is another and exits 1, or exits 0.
"""

import difflib
import re
import shlex
import subprocess
import sys

from terminal import env, home, typed

daybook, path = sys.argv[1:]
sections = re.split(r"^\$ daybook (.*)\n", open(path, encoding="utf-8").read(), flags=re.M)[1:]
failed = False
for command, expected in zip(sections[::2], sections[1::2]):
    parts = re.split("«(.*?)»", expected)
    dialogue = []
    for before, answer in zip(parts[::2], parts[1::2]):
        dialogue.append((before.split("\n")[-1].encode(), answer.encode() + b"\n"))
    code, screen, _ = typed(daybook, shlex.split(command), dialogue)
    wanted = re.sub("«(.*?)»", r"\1", expected).rstrip("\n")
    if code != 0 or screen.rstrip("\n") != wanted:
        failed = True
        print(f"daybook {command}: exit {code}")
        print("\n".join(difflib.unified_diff(wanted.split("\n"), screen.rstrip("\n").split("\n"), "wanted", "seen", "")))
        continue
    book, drafts = home.name + "/book.toml", home.name + "/drafts.jsonl"
    with open(book, "w", encoding="utf-8") as file:
        file.write(screen[screen.index("[[rule]]"):])
    with open(drafts, "w", encoding="utf-8") as file:
        file.write('{"kind":"contact","channel":"text","from":"them","to":["me"],"occurred":{"start":"2026-05-04T09:00:00+01:00","zone":"Europe/London","precision":"minute","source":"memory"}}\n')
    for check in ["explain", book], ["try", "--rules", book, "--contacts", drafts]:
        done = subprocess.run([daybook, "rules", *check], env=env, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            failed = True
            print(f"daybook {command}: rules {check[0]} says {done.stderr}")
sys.exit(1 if failed else 0)
