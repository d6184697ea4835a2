"""Opens verify.html in headless Chromium, gives it one bundle after the other, prints each answer as JSON.

    python3 browser.py CHROMIUM FOLDER FILE.zip...

FOLDER holds verify.html. The browser is driven over a pipe (its debugging protocol on descriptors 3 and 4).
"""
import json
import os
import subprocess
import sys
import time

chromium, folder, *bundles = sys.argv[1:]
to_browser, from_us = os.pipe()
to_us, from_browser = os.pipe()


def place():
    """In the child: 3 is read by the browser, 4 is written by it."""
    low = os.dup(to_browser), os.dup(from_browser)
    os.dup2(low[0], 3)
    os.dup2(low[1], 4)


browser = subprocess.Popen(
    [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
     "--disable-background-networking", f"--user-data-dir={folder}/profile", "--remote-debugging-pipe", "about:blank"],
    preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
os.close(to_browser)
os.close(from_browser)
count, rest = 0, b""


def call(method, session=None, **params):
    """Sends one command and returns its answer."""
    global count, rest
    count += 1
    message = {"id": count, "method": method, "params": params}
    if session:
        message["sessionId"] = session
    os.write(from_us, json.dumps(message).encode() + b"\0")
    while True:
        while b"\0" not in rest:
            piece = os.read(to_us, 65536)
            if not piece:
                sys.exit("the browser ended")
            rest += piece
        line, _, rest = rest.partition(b"\0")
        answer = json.loads(line)
        if answer.get("id") == count:
            if "error" in answer:
                sys.exit(answer["error"]["message"])
            return answer["result"]


READ = """JSON.stringify({result: document.body.dataset.result, end: document.getElementById("end").textContent,
layers: Object.fromEntries(Array.from(document.querySelectorAll("#rows tr"),
row => [row.cells[0].textContent, row.cells[1].textContent]))})"""
try:
    for bundle in bundles:
        target = call("Target.createTarget", url=f"file://{folder}/verify.html")["targetId"]
        session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for _ in range(200):
            state = call("Runtime.evaluate", session, expression="document.URL + document.readyState")["result"]["value"]
            if state.startswith("file:") and state.endswith("complete"):
                break
            time.sleep(0.05)
        root = call("DOM.getDocument", session)["root"]["nodeId"]
        field = call("DOM.querySelector", session, nodeId=root, selector="#file")["nodeId"]
        call("DOM.setFileInputFiles", session, nodeId=field, files=[bundle])
        for _ in range(600):
            answer = call("Runtime.evaluate", session, expression=READ)["result"]["value"]
            if json.loads(answer).get("result"):
                break
            time.sleep(0.05)
        print(answer)
        call("Target.closeTarget", targetId=target)
    call("Browser.close")
finally:
    browser.terminate()
    browser.wait(timeout=20)
