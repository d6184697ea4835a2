"""Opens HTML files in headless Chromium and prints what axe-core and a narrow screen say of each, as JSON.

    python3 axe.py CHROMIUM AXE.js FOLDER FILE.html...
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Outside"))
from chromium import Browser  # noqa: E402

chromium, axe, folder, *pages = sys.argv[1:]

RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
.then(found => ({passes: found.passes.length, violations: found.violations.map(
rule => rule.id + ": " + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | "))}))"""
SIZE = """({width: document.documentElement.scrollWidth,
wide: Array.from(document.querySelectorAll("main *")).filter(e => !e.closest("thead")
&& e.getBoundingClientRect().right > window.innerWidth + 0.5)
.slice(0, 5).map(e => e.outerHTML.slice(0, 160))})"""
with open(axe, encoding="utf-8") as file:
    script = file.read()
with Browser(chromium, folder) as browser:
    for page in pages:
        target, session = browser.tab()
        browser.call("Page.setBypassCSP", session, enabled=True)
        answer = {}
        for name, width in [("desktop", 1280), ("phone", 320)]:
            browser.call("Emulation.setDeviceMetricsOverride", session, width=width, height=900, deviceScaleFactor=1,
                         mobile=width < 600)
            browser.open(session, page)
            browser.value(session, script + "\n;0")
            answer[name] = browser.value(session, RUN, waits=True)
            answer[name].update(browser.value(session, SIZE))
        print(json.dumps(answer), flush=True)
        browser.call("Target.closeTarget", targetId=target)
