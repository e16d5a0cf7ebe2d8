"""An SMS gateway that takes everything at once, in a process of its own: `python -m bench.peer_sms PORT`."""

import sys

from aiohttp import web


def create_app() -> web.Application:
    async def take(request: web.Request) -> web.Response:
        return web.Response(text="0: Accepted for delivery")

    app = web.Application()
    app.router.add_get("/", take)
    return app


if __name__ == "__main__":
    web.run_app(create_app(), host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
