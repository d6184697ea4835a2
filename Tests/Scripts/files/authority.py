"""A time-stamping authority and a calendar for one transcript: `openssl ts` behind loopback HTTP.

authority.py make              its root (root.pem), key and certificate
authority.py answer QUERY OUT  answers a query
authority.py serve             answers three requests; its address stands in the file address
"""

import http.server
import subprocess
import sys

SETTINGS = """[tsa]
default_tsa = clock
[clock]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make():
    for name, text in [("serial", "01\n"), ("settings", SETTINGS), ("usage", "extendedKeyUsage=critical,timeStamping\n")]:
        open(name, "w").write(text)
    key = ["-newkey", "rsa:2048", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Sample Root", "-days", "9")
    openssl("req", "-new", *key, "-keyout", "key", "-out", "request", "-subj", "/CN=Sample Clock")
    openssl(*"x509 -req -in request -CA root.pem -CAkey root.key -CAcreateserial -days 9 -extfile usage -out cert".split())


def answer(query, out):
    openssl("ts", "-reply", "-config", "settings", "-queryfile", query, "-signer", "cert", "-inkey", "key", "-out", out)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/digest":
            address = b"https://calendar.example"
            reply = bytes.fromhex("0083dfe30d2ef90c8e") + bytes([len(address) + 1, len(address)]) + address
        else:
            open("asked", "wb").write(body)
            answer("asked", "answered")
            reply = open("answered", "rb").read()
        self.send_response(200 if self.path != "/away" else 302)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


def serve():
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.timeout = 60
    open("address", "w").write(f"http://127.0.0.1:{server.server_port}")
    for _ in range(3):
        server.handle_request()


{"make": make, "answer": answer, "serve": serve}[sys.argv[1]](*sys.argv[2:])
