"""Pictures on open sockets: encoded once for everybody who sees the same, and put on each without waiting for any.

Engine.IO's own way puts an event in a queue of each socket and wakes that socket's thread, some 70 microseconds each;
a hall's picture would come to the last of 200 screens 14 ms after the first. A frame from the server is the same bytes
for everybody, so it is handed to the kernel by the thread that made it. What a slow line cannot take is not waited
for: a later, whole picture will do (docs/decisions/0007-pictures-straight-to-sockets.md).
"""

from collections.abc import Collection, Mapping
from socket import MSG_DONTWAIT
from threading import Lock
from typing import Any, cast

from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from flask_socketio import SocketIO
from socketio.packet import EVENT, Packet
from wsproto.frame_protocol import FrameProtocol

from lobby.web.heart import Heart

IN_ENVIRON = "lobby.wire"
"""Where a socket's request carries its wire."""

HEARTBEAT_SECONDS = 0.002
"""How long a picture waits for a heartbeat that is being sent on the same line; longer, and the line is slow."""


class Wire(SimpleWebSocketWSGI):  # type: ignore[misc]  # Engine.IO has no types
    """One socket: Engine.IO sends heartbeats and greetings on it as ever, and `offer` puts pictures between them."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Serve the socket until it closes; called by Engine.IO."""
        self._sending = Lock()
        self._unsent = b""
        environ[IN_ENVIRON] = self
        return super().__call__(environ, start_response)

    def send(self, message: str | bytes) -> None:
        """Send, and wait until the line takes it; called by Engine.IO, in the socket's own thread."""
        with self._sending:
            if self._unsent:
                self.ws.sock.sendall(self._unsent)
                self._unsent = b""
            super().send(message)

    def offer(self, frame: bytes) -> bool:
        """Send the frame if the line takes all of it now. True also if the line is dead: its own thread notices that.

        A frame of which a part was taken is finished before anything else is sent.
        """
        if not self._sending.acquire(timeout=HEARTBEAT_SECONDS):
            return False
        try:
            if self._unsent:
                self._unsent = self._unsent[self.ws.sock.send(self._unsent, MSG_DONTWAIT) :]
            if self._unsent:
                return False
            self._unsent = frame[self.ws.sock.send(frame, MSG_DONTWAIT) :]
            return not self._unsent
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            self._sending.release()


class Wires:
    """The open sockets of a namespace by their sid. Safe to use from every thread."""

    def __init__(self, socketio: SocketIO, namespace: str) -> None:
        self._socketio = socketio
        self._namespace = namespace
        self._wires: dict[str, Wire] = {}
        engine = cast(Any, socketio).server.eio
        engine._async = {**engine._async, "websocket": Wire}
        heart, greet = Heart(engine.ping_interval), engine.handlers["connect"]

        def opened(engine_sid: str, environ: Mapping[str, Any]) -> Any:
            heart.watch_over(engine.sockets[engine_sid])
            return greet(engine_sid, environ)

        engine.on("connect", opened)

    def add(self, sid: str, environ: Mapping[str, Any]) -> None:
        """This socket, by the request that opened it, may be sent pictures. Only a real line has a wire."""
        if IN_ENVIRON in environ:
            self._wires[sid] = environ[IN_ENVIRON]

    def drop(self, sid: str) -> None:
        """This socket has closed."""
        self._wires.pop(sid, None)

    def send(self, view: str, picture: Mapping[str, Any], sids: Collection[str]) -> set[str]:
        """Send the picture, as an event named like the view. Answers those whose line could not take it now.

        A socket without a wire, which no browser has, gets it in Engine.IO's own way.
        """
        event = Packet(EVENT, namespace=self._namespace, data=[view, picture]).encode()
        message = EnginePacket(MESSAGE, event).encode()
        frame = bytes(FrameProtocol(client=False, extensions=[]).send_data(message))
        late = set()
        for sid in sids:
            wire = self._wires.get(sid)
            if wire is None:
                self._socketio.emit(view, picture, to=sid, namespace=self._namespace)
            elif not wire.offer(frame):
                late.add(sid)
        return late
