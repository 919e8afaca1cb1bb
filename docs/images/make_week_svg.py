"""Draws docs/images/week.svg from what `eros demo` prints on a terminal.

    python3 docs/images/make_week_svg.py build/release/eros
"""
import fcntl
import html
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

INKS = {"31": "#e5534b", "32": "#57ab5a", "33": "#daaa3f", "34": "#6cb6ff", "35": "#dcbdfb",
        "36": "#76e3ea", "1": "bold", "2": "#768390"}
CELL, LINE = 8.4, 19


def demo_output(program):
    with tempfile.TemporaryDirectory() as folder:
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        run = subprocess.Popen([program, "demo", "--as-of", "2026-11-17T12:00:00-08:00"],
                               cwd=folder, stdout=follower, stderr=subprocess.DEVNULL,
                               env={**os.environ, "TERM": "xterm-256color"})
        os.close(follower)
        out = b""
        try:
            while chunk := os.read(leader, 65536):
                out += chunk
        except OSError:
            pass
        run.wait()
    return out.decode().replace("\r", "")


def spans(line):
    ink, bold, column = None, False, 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if code:
            for c in code[1].split(";"):
                if c in ("", "0"):
                    ink, bold = None, False
                elif c == "1":
                    bold = True
                elif c in INKS:
                    ink = INKS[c]
        elif part:
            yield column, part, ink, bold
            column += len(part)


def main():
    text = demo_output(os.path.abspath(sys.argv[1])).split("\n")
    begin = next(i for i, line in enumerate(text) if "week of" in line)
    end = next(i for i, line in enumerate(text) if "The CSV for review" in line)
    lines = text[begin:end]
    width, height = 100 * CELL + 32, len(lines) * LINE + 32
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
           f'viewBox="0 0 {width:.0f} {height}">',
           f'<rect width="100%" height="100%" rx="8" fill="#1c2128"/>',
           '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" '
           'fill="#cdd9e5" xml:space="preserve">']
    for row, line in enumerate(lines):
        y = 16 + LINE * (row + 0.75)
        for column, part, ink, bold in spans(line):
            style = (f' fill="{ink}"' if ink else "") + (' font-weight="bold"' if bold else "")
            x = 16 + column * CELL
            out.append(f'<text x="{x:.1f}" y="{y:.1f}" textLength="{len(part) * CELL:.1f}"{style}>'
                       f'{html.escape(part)}</text>')
    out += ["</g>", "</svg>"]
    with open(os.path.join(os.path.dirname(__file__), "week.svg"), "w") as file:
        file.write("\n".join(out) + "\n")


main()
