"""Opens HTML files in headless Chromium and prints what axe-core and a narrow screen say of each, as JSON.

    python3 axe.py CHROMIUM AXE.js FOLDER FILE.html...

The browser is driven over a pipe (its debugging protocol on descriptors 3 and 4); nothing is fetched.
"""
import json
import os
import subprocess
import sys
import time

chromium, axe, folder, *pages = sys.argv[1:]
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
    data = json.dumps(message).encode() + b"\0"
    while data:
        data = data[os.write(from_us, data):]
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


def value(session, expression, waits=False):
    result = call("Runtime.evaluate", session, expression=expression, returnByValue=True, awaitPromise=waits)
    if "exceptionDetails" in result:
        sys.exit(json.dumps(result["exceptionDetails"]))
    return result["result"].get("value")


RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
.then(found => ({passes: found.passes.length, violations: found.violations.map(
rule => rule.id + ": " + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | "))}))"""
SIZE = """({width: document.documentElement.scrollWidth,
wide: Array.from(document.querySelectorAll("main *")).filter(e => !e.closest("thead")
&& e.getBoundingClientRect().right > window.innerWidth + 0.5)
.slice(0, 5).map(e => e.outerHTML.slice(0, 160))})"""
with open(axe, encoding="utf-8") as file:
    script = file.read()
try:
    for page in pages:
        target = call("Target.createTarget", url="about:blank")["targetId"]
        session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        call("Page.setBypassCSP", session, enabled=True)
        answer = {}
        for name, width in [("desktop", 1280), ("phone", 320)]:
            call("Emulation.setDeviceMetricsOverride", session, width=width, height=900, deviceScaleFactor=1,
                 mobile=width < 600)
            call("Page.navigate", session, url=f"file://{page}")
            for _ in range(400):
                state = value(session, "document.URL + document.readyState")
                if state.startswith("file:") and state.endswith("complete"):
                    break
                time.sleep(0.05)
            value(session, script + "\n;0")
            answer[name] = value(session, RUN, waits=True)
            answer[name].update(value(session, SIZE))
        print(json.dumps(answer), flush=True)
        call("Target.closeTarget", targetId=target)
    call("Browser.close")
finally:
    browser.terminate()
    browser.wait(timeout=20)
