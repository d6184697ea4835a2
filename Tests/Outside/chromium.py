"""Headless Chromium over a pipe: its debugging protocol on descriptors 3 and 4. Nothing is fetched."""
import json
import os
import subprocess
import sys
import time


class Browser:
    """A browser with a profile below `folder`, which ends with the `with` block."""

    def __init__(self, chromium, folder):
        to_browser, self.from_us = os.pipe()
        self.to_us, from_browser = os.pipe()

        def place():
            """In the child: 3 is read by the browser, 4 is written by it."""
            low = os.dup(to_browser), os.dup(from_browser)
            os.dup2(low[0], 3)
            os.dup2(low[1], 4)

        self.process = subprocess.Popen(
            [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", f"--user-data-dir={folder}/profile", "--remote-debugging-pipe",
             "about:blank"],
            preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.count, self.rest = 0, b""

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.call("Browser.close")
        self.process.terminate()
        self.process.wait(timeout=20)

    def call(self, method, session=None, **params):
        """Sends one command and returns its answer."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.from_us, data):]
        while True:
            while b"\0" not in self.rest:
                piece = os.read(self.to_us, 65536)
                if not piece:
                    sys.exit("the browser ended")
                self.rest += piece
            line, _, self.rest = self.rest.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self.count:
                if "error" in answer:
                    sys.exit(answer["error"]["message"])
                return answer["result"]

    def value(self, session, expression, waits=False):
        """What an expression gives in the page, waited for if it is a promise."""
        result = self.call(
            "Runtime.evaluate", session, expression=expression, returnByValue=True, awaitPromise=waits)
        if "exceptionDetails" in result:
            sys.exit(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def tab(self):
        """A new empty tab: its target and its session."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        return target, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def open(self, session, path):
        """Shows the file at `path` and waits until it is loaded."""
        self.call("Page.navigate", session, url=f"file://{path}")
        for _ in range(400):
            state = self.value(session, "document.URL + document.readyState")
            if state.startswith("file:") and state.endswith("complete"):
                return
            time.sleep(0.05)
