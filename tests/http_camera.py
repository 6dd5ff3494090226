"""A real HTTP server with a film in it, whole or as a live stream in segments (HLS, RFC 8216)."""

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av

SEGMENT_S = 4
WINDOW = 3
"""Segments in the list at any time."""


def write_segments(film: Path, folder: Path) -> int:
    """Cut `film` at its keyframes; the number of segments."""
    with av.open(str(film)) as source:
        options = {"hls_time": str(SEGMENT_S), "hls_list_size": "0"}
        options["hls_segment_filename"] = str(folder / "part%d.ts")
        with av.open(str(folder / "all.m3u8"), "w", format="hls", options=options) as target:
            stream = target.add_stream_from_template(source.streams.video[0])
            for packet in source.demux(video=0):
                if packet.dts is not None:
                    packet.stream = stream
                    target.mux(packet)
    return len(list(folder.glob("part*.ts")))


class HttpCamera:
    """Serves a folder; `/live.m3u8` is what a live encoder would list at this moment."""

    def __init__(self, folder: Path) -> None:
        self._began_s = time.monotonic()
        handler = partial(_Handler, self, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{name}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def playlist(self) -> str:
        first = int((time.monotonic() - self._began_s) / SEGMENT_S)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{SEGMENT_S}"]
        lines.append(f"#EXT-X-MEDIA-SEQUENCE:{first}")
        for number in range(first, first + WINDOW):
            lines += [f"#EXTINF:{SEGMENT_S}.0,", f"part{number}.ts"]
        return "\n".join(lines) + "\n"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, camera: HttpCamera, *arguments: object, **options: object) -> None:
        self._camera = camera
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != "/live.m3u8":
            super().do_GET()
            return
        body = self._camera.playlist().encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.apple.mpegurl")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
