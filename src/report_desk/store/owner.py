"""Which process wrote something, and whether that process is gone."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import orjson

_CLOCK_SLACK = 2.0


class Life(StrEnum):
    """What can be said of an owner from here."""

    ALIVE = "alive"
    GONE = "gone"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: its host and namespace, its number there, when it signed (epoch seconds)."""

    host: str
    pid: int
    at: float
    id: str

    def signed(self) -> bytes:
        """The record as it is written into a lock or draft: one line of JSON."""
        return orjson.dumps(self)

    def life(self) -> Life:
        """Whether the process still runs; another host's cannot be asked."""
        if self.host != this_host():
            return Life.ELSEWHERE
        import psutil  # noqa: PLC0415 - 25 ms, and nearly no save meets another owner

        try:
            started = psutil.Process(self.pid).create_time()
        except psutil.NoSuchProcess:
            return Life.GONE
        except psutil.AccessDenied:
            return Life.ALIVE
        return Life.GONE if started > self.at + _CLOCK_SLACK else Life.ALIVE


def this_process(identity: str) -> Owner:
    """The signature of the running process; ``identity`` is random and tells two signatures apart."""
    return Owner(this_host(), os.getpid(), time.time(), identity)


def parse(data: bytes) -> Owner | None:
    """A signature; None where it was cut off or never was one."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    match value:
        case {"host": str(host), "pid": int(pid), "at": float(at), "id": str(identity)} if 0 < pid < 1 << 31:
            return Owner(host, pid, at, identity)
        case _:
            return None


@cache
def this_host() -> str:
    """The host, and on Linux its process namespace: containers share a name, not processes."""
    try:
        namespace = f"/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        namespace = ""
    return platform.node() + namespace
