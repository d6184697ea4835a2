"""Checks a Daybook evidence bundle with Python's standard library and the openssl program.

    python3 verify.py FILE.zip [VERIFIER-KEY]

To be read in one sitting. It opens no connection and writes nothing but temporary files for openssl. Exit codes:
0 nothing failed, 21 only a signature or key did, 20 anything else. Not checked: what rules say, how reports word it.
"""
import base64, hashlib, json, re, struct, subprocess, sys, tempfile, zlib

PARTS = ["heading", "event", "addresses", "words", "account", "attachments"]
NEEDED = """READ-ME-FIRST.txt bag-info.txt bagit.txt bundle.note manifest-sha256.txt tagmanifest-sha256.txt verify.html
verify.py data/bundle.json data/entries.txt data/leaf-hashes.txt data/log/checkpoint.note data/log/key.pem
data/log/policy.txt data/report/contacts.csv data/report/report.html data/report/report.json""".split()
MAY_BE = re.compile(r"data/(log/checkpoints/(0|[1-9]\d*)\.note|exhibits/.+|schemas/[^/]*\.schema\.json)"
                    r"|data/report/report\.pdf")
LEAF = re.compile(r'\{"_sd":\["[\w-]{43}"(,"[\w-]{43}"){5}],"prev":"[0-9a-f]{64}","seq":(0|[1-9]\d*),"v":1}', re.ASCII)
NAME = re.compile(rb"(?=.{1,160}\Z)[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
PREFIX = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo of an Ed25519 key, RFC 8410
failed = set()

def say(layer, faults, note, result=None):  # one line a layer: what failed, or what the layer shows
    failed.update([layer] * bool(faults))
    print(f"{'FAIL' if faults else result or 'pass':<13}{layer:<18}{'' if faults else note}")
    print(*(" " * 17 + fault for fault in dict.fromkeys(faults)), sep="\n", end="\n" if faults else "")

def require(holds, fault):
    if not holds:
        raise ValueError(fault)

def sha256(data):
    return hashlib.sha256(data).digest()

def dumps(value):  # the one spelling of JSON that is hashed
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

def unbase64url(text):  # only the one spelling is taken
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return require(base64.urlsafe_b64encode(data).rstrip(b"=").decode() == text, "another spelling") or data

def members(data):  # the files of a ZIP of the one spelling that a bundle has: stored, in order, nothing in between
    files, folded, directory, offset, last = {}, set(), b"", 0, b""
    while data[offset:offset + 4] == b"PK\x03\x04":
        _, size, length = struct.unpack("<IIH", data[offset + 18:offset + 28])
        start = offset + 30 + length
        name, body = data[offset + 30:start], data[start:start + size]
        common = struct.pack("<5H3I2H", 10, 0, 0, 0, 0x21, zlib.crc32(body), size, size, length, 0)
        require(len(body) == size and data[offset:start] == b"PK\x03\x04" + common + name,
                f"the member at byte {offset} is compressed, dated, cut off or damaged")
        require(NAME.fullmatch(name) and name > last and name.lower() not in folded, f"the name at byte {offset}")
        directory += b"PK\x01\x02\x14\x03" + common + struct.pack("<3H2I", 0, 0, 0, 0x81A40000, offset) + name
        files[name], offset, last = body, start + size, name
        folded.add(name.lower())
    end = struct.pack("<I2H2IH", 0, len(files), len(files), len(directory), offset, 0)
    require(files and data[offset:] == directory + b"PK\x05\x06" + end, "the directory is not that of the files")
    return {name.decode(): body for name, body in files.items()}

def lines(data):
    return require(not data or data.endswith(b"\n"), "no newline at the end") or data.decode().split("\n")[:-1]

def note(data):  # text and signature lines of a C2SP signed note
    text, blank, signatures = data.decode(errors="replace").rpartition("\n\n")
    return text + blank[:1], signatures.splitlines()

def signed(data, name, public):  # true if the key signed the note (Ed25519, by openssl)
    text, signatures = note(data)
    key_id = sha256(name.encode() + b"\n\x01" + public)[:4]
    own = [base64.b64decode(line.split(" ")[2]) for line in signatures if line.startswith(f"\u2014 {name} ")]
    own = [blob[4:] for blob in own if blob[:4] == key_id]
    pem = b"-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % base64.b64encode(PREFIX + public)
    with tempfile.TemporaryDirectory() as folder:
        for file, content in (("text", text.encode()), ("key", pem), ("signature", b"".join(own))):
            open(f"{folder}/{file}", "wb").write(content)
        run = subprocess.run("openssl pkeyutl -verify -pubin -inkey key -rawin -in text -sigfile signature".split(),
                             cwd=folder, capture_output=True)
    return len(own) == len(signatures) == 1 and run.returncode == 0

def roots(hashes, sizes):  # roots of the RFC 6962 trees over the first hashes, by size
    found, full = {}, []  # full: (size, hash) of the full subtrees, largest first
    for count, leaf in enumerate(hashes, 1):
        full.append((1, leaf))
        while len(full) > 1 and full[-1][0] == full[-2][0]:
            (size, left), (_, right) = full[-2:]
            full[-2:] = [(2 * size, sha256(b"\x01" + left + right))]
        if count in sizes:
            root = full[-1][1]
            for _, left in reversed(full[:-1]):
                root = sha256(b"\x01" + left + root)
            found[count] = root
    return found

def opened(text, digest, name):  # the value inside a disclosure
    raw = unbase64url(text)
    salt, found, value = json.loads(raw)
    good = dumps([salt, found, value]).encode() == raw and len(unbase64url(salt)) == 16 and found == name
    return require(good and sha256(text.encode()) == digest, name) or value

def disclose(places, digests):  # what a line of entries.txt shows, by part, and of each attached file
    shown = {part: opened(places[i], digests[i], part) for i, part in enumerate(PARTS) if places[i]}
    files = shown.get("attachments") or []
    require("event" in shown or not set(shown) - {"heading"} and not places[6:], "more than the heading")
    require(shown.get("event", {}).get("kind") != "release" or len(shown) == 2 and not places[6:], "release")
    require(len(files) == len(places[6:]), "attachments")
    return shown, [text and opened(text, unbase64url(file), "attachment") for text, file in zip(places[6:], files)]

def main(path, given=None):
    try:
        files = members(open(path, "rb").read()).items()
        files = {name[7:] if name.startswith("bundle/") else "/" + name: body for name, body in files}
        wrong = sorted({name for name in files if not MAY_BE.fullmatch(name)} ^ set(NEEDED))
        require(not wrong, f"files that do not belong there, or are missing: {wrong}")
    except (ValueError, struct.error) as error:
        return say("container", [str(error)], "")
    say("container", [], "there is one way to unpack the file, and nothing else is in it")
    hashes = {name: sha256(body).hex() for name, body in files.items()}
    policy = files["data/log/policy.txt"].decode(errors="replace").split("\n")
    head = (note(files["data/log/checkpoint.note"])[0].split("\n") + [""] * 3)[:3]
    payload = "".join(f"{hashes[name]}  {name}\n" for name in sorted(files) if name.startswith("data/"))
    tags = "".join(f"{hashes[name]}  {name}\n" for name in sorted(files) if not name.startswith("data/")
                   and name not in ("bundle.note", "tagmanifest-sha256.txt"))
    both = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
    text = "\n".join(["daybook bundle v1", *head[:2], *(f"{hashes[name]}  {name}" for name in both), ""])
    say("manifest", [name for name, expected, found in (
        (both[0], payload, files[both[0]]), (both[1], tags, files[both[1]]),
        ("bundle.note", text, note(files["bundle.note"])[0].encode()),
    ) if expected.encode() != found], f"{len(files)} files, each with the SHA-256 that the signed note fixes")
    leaf_faults, faults, broken, shown, exhibits, headings, released, last = [], [], [], {}, {}, {}, {}, -1
    try:
        tree = [bytes.fromhex(line) for line in lines(files["data/leaf-hashes.txt"])]
        require("".join(f"{leaf.hex()}\n" for leaf in tree).encode() == files["data/leaf-hashes.txt"], "leaf hashes")
        table = lines(files["data/entries.txt"])
    except ValueError as error:
        tree, table, leaf_faults = [], [], [str(error)]
    chain = [sha256(policy[0].removeprefix("log ").encode())] + tree
    for count, line in enumerate(table, 1):
        try:
            text, *places, empty = line.split("~")
            leaf = json.loads(text)
            number, digests = leaf["seq"], [unbase64url(digest) for digest in leaf["_sd"]]
            require(LEAF.fullmatch(text) and len(places) >= 6 and not empty and number > last, "leaf")
        except (ValueError, KeyError, TypeError):
            leaf_faults.append(f"line {count} of data/entries.txt")
            continue
        last = number
        leaf_faults += [f"entry {number}"] * (tree[number:number + 1] != [sha256(b"\x00" + text.encode())])
        broken += [f"entry {number}"] * (chain[number:number + 1] != [bytes.fromhex(leaf["prev"])])
        try:
            values, attached = disclose(places, digests)
            headings[number] = values.get("heading")
            if "event" in values:
                if (values["event"]["kind"], values["heading"]["class"]) == ("release", "evidence"):
                    released[values["event"]["details"]["entry"]] = number  # an earlier private entry is evidence
                shown[number], exhibits[number] = values, attached
        except (ValueError, KeyError, TypeError, IndexError):
            faults.append(f"entry {number}")
    for number in [n for n in shown if headings[n]["class"] != "evidence" and released.get(n, n) <= n]:
        faults.append(f"entry {number}: private")
        del shown[number], exhibits[number]
    say("leaves", leaf_faults, f"{len(table)} leaves have the hashes listed in their places")
    say("disclosures", faults, "everything shown is what its leaf commits to, of private entries only released ones")
    say("hash chain", broken, "each leaf names the hash of the one before it")
    notes = {"data/log/checkpoint.note": len(tree)}
    notes.update({name: int(name.split("/")[-1][:-5]) for name in files if name.startswith("data/log/checkpoints/")})
    found = roots(tree, set(notes.values()))
    wrong = [name for name, size in notes.items() if size not in found or note(files[name])[0]
             != f"{head[0]}\n{size}\n{base64.b64encode(found[size]).decode()}\n"]
    say("tree", wrong, f"the {len(tree)} leaf hashes have the root in the checkpoint")
    try:
        name, key_id, blob = policy[0].removeprefix("log ").split("+", 2)
        public = base64.b64decode(blob)[1:]
        good = key_id == sha256(name.encode() + b"\n\x01" + public)[:4].hex() and name == head[0]
        unsigned = [file for file in [*notes, "bundle.note"] if not good or not signed(files[file], name, public)]
        unsigned += ["data/log/key.pem"] * (base64.b64encode(PREFIX + public) not in files["data/log/key.pem"])
    except (ValueError, IndexError):
        unsigned = ["data/log/policy.txt"]
    say("signature", unsigned, "the key in the bundle signed its note and every checkpoint")
    say("key", ["data/log/policy.txt"] if given and policy[0] != "log " + given else [], "the key that was given"
        if given else "no key was given: compare it with one from elsewhere", None if given else "not checked")
    wrong = [f"entry {number}, which corrects entry {heading['corrects']}" for number, heading in headings.items()
             if heading and "corrects" in heading and (heading["corrects"] in shown) != (number in shown)]
    unknown = len(tree) - sum(heading is not None for heading in headings.values())
    say("corrections", wrong, f"the headings of {unknown} entries are withheld" if unknown
        else "nothing withheld corrects a shown entry", "not checked" if unknown else None)
    wanted = {f"data/exhibits/{number}.{place}" + re.search(r"\.[a-z0-9]{1,8}\Z|\Z", file["name"].lower()).group(): file
              for number, attached in exhibits.items() for place, file in enumerate(attached, 1) if file}
    wrong = [name for name, file in wanted.items() if len(files.get(name, b"")) != file["byteCount"]
             or hashes.get(name) != unbase64url(file["sha256"]).hex()]
    wrong += [name for name in files if name.startswith("data/exhibits/") and name not in wanted]
    say("exhibits", wrong, f"{len(wanted)} attached files are those that the entries describe")
    try:
        items = [(item, item["versions"][-1]) for item in json.loads(files["data/report/report.json"])["chronology"]]
        wrong = [f"entry {number}" for item, number in items if number not in shown
                 or any(item[part] != shown[number].get(part) for part in ("words", "account"))]
    except (ValueError, KeyError, TypeError, IndexError):
        wrong = ["data/report/report.json"]
    say("report", wrong, "words and accounts fit the entries; verdicts and wording are not looked at", "not checked")
    say("timestamps", [], "not looked at here; openssl ts -verify checks one", "not checked")

main(*sys.argv[1:3])
print("\nALTERED OR DAMAGED" if failed else "\nUnchanged as far as checked. It does not show that an entry is true.")
sys.exit((21 if failed <= {"signature", "key"} else 20) if failed else 0)
