"""Opens verify.html in headless Chromium, gives it one bundle after the other, prints each answer as JSON.

    python3 browser.py CHROMIUM FOLDER FILE.zip...

FOLDER holds verify.html.
"""
import json
import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "Outside"))
from chromium import Browser  # noqa: E402

chromium, folder, *bundles = sys.argv[1:]

READ = """JSON.stringify({result: document.body.dataset.result, end: document.getElementById("end").textContent,
layers: Object.fromEntries(Array.from(document.querySelectorAll("#rows tr"),
row => [row.cells[0].textContent, row.cells[1].textContent]))})"""
with Browser(chromium, folder) as browser:
    for bundle in bundles:
        target, session = browser.tab()
        browser.open(session, f"{folder}/verify.html")
        root = browser.call("DOM.getDocument", session)["root"]["nodeId"]
        field = browser.call("DOM.querySelector", session, nodeId=root, selector="#file")["nodeId"]
        browser.call("DOM.setFileInputFiles", session, nodeId=field, files=[bundle])
        for _ in range(600):
            answer = browser.value(session, READ)
            if json.loads(answer).get("result"):
                break
            time.sleep(0.05)
        print(answer)
        browser.call("Target.closeTarget", targetId=target)
