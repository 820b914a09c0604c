"""An SMTP server with TLS and AUTH, which writes down what it was told.

usage: secure_smtp.py LOG MODE CERTIFICATE KEY    MODE: starttls, tls, or stripped: as somebody in between makes it look, without STARTTLS
The user is news, the password right. Says its port on standard output. Ends with its standard input.
"""
import asyncio
import os
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult

log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
mode = sys.argv[2]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[3], sys.argv[4])


def note(*words):
    os.write(log, (" ".join(words) + "\n").encode())


class Handler:
    async def handle_DATA(self, server, session, envelope):
        note("took", "tls" if mode == "tls" or session.ssl else "plain", session.auth_data or "nobody")
        return "250 2.0.0 queued"


def authenticate(server, session, envelope, mechanism, data):
    note("auth", data.login.decode())
    good = data.login == b"news" and data.password == b"right"
    return AuthResult(success=good, handled=False, auth_data="news" if good else None)


class Server(SMTP):
    async def smtp_MAIL(self, arg):
        note("mail")
        await super().smtp_MAIL(arg)


def serve(loop):
    return Server(
        Handler(), hostname="localhost", loop=loop, authenticator=authenticate, auth_required=True,
        tls_context=context if mode == "starttls" else None, require_starttls=mode == "starttls", auth_require_tls=mode == "starttls")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    server = await loop.create_server(lambda: serve(loop), "127.0.0.1", 0, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    await ended.wait()
    os._exit(0)


asyncio.run(main())
