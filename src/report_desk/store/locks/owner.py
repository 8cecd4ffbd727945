"""Which process wrote something, and whether that process is gone."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import time
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

_CLOCK_SLACK = 2.0
_HAS_TICKS = sys.platform == "linux"
_TICKS = 19
"""Place of the start among the fields behind the name: the 22nd of all, which count from 1."""
_YEAR_3000 = 32_503_680_000
"""Epoch seconds up to which every system can say what day it is."""


class Life(StrEnum):
    """What can be said of an owner from here."""

    ALIVE = "alive"
    GONE = "gone"
    ELSEWHERE = "elsewhere"


class Owner(Struct, frozen=True):
    """A process: its host (see `this_host`), its number there, when it signed (epoch seconds).

    ``boot`` tells two runs of its system apart, where the system has a name for them. ``started`` is when
    the process was started (see `_started`), which no clock that is set changes; empty in the signatures of
    older programs.
    """

    host: str
    pid: Annotated[int, Meta(gt=0, lt=1 << 31)]
    at: Annotated[float, Meta(ge=0, lt=_YEAR_3000)]
    id: str
    boot: str = ""
    started: str = ""

    @property
    def computer(self) -> str:
        """The name of its computer."""
        return self.host.partition("/")[0]

    def signed(self) -> bytes:
        """The record as it is written into a lock or draft: one line of JSON."""
        return msgspec.json.encode(self)

    def life(self) -> Life:
        """Whether the process still runs; another host's cannot be asked."""
        if self.host != this_host():
            return Life.ELSEWHERE
        if self.boot and this_boot() not in {"", self.boot}:
            return Life.GONE  # whatever clocks say and whoever has its number by now
        import psutil  # noqa: PLC0415 - 25 ms, and nearly no save meets another owner

        try:
            return Life.ALIVE if self._is_running() else Life.GONE
        except psutil.NoSuchProcess:
            return Life.GONE
        except psutil.AccessDenied:
            return Life.ALIVE

    def _is_running(self) -> bool:
        """Whether this very process runs on this computer. Raises psutil.Error."""
        import psutil  # noqa: PLC0415

        process = psutil.Process(self.pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False  # it has ended, and whoever started it has not asked how
        if self.started:
            return _started(self.pid) in {"", self.started}
        return process.create_time() <= self.at + _CLOCK_SLACK


def this_process(identity: str) -> Owner:
    """The signature of the running process; ``identity`` is random and tells two signatures apart."""
    pid = os.getpid()
    return Owner(this_host(), pid, time.time(), identity, this_boot(), _started_here(pid))


def program(pid: int) -> str:
    """The name of a process of this computer; empty where that cannot be told."""
    import psutil  # noqa: PLC0415 - 25 ms

    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return ""


def parse(data: bytes) -> Owner | None:
    """A signature; None where it was cut off or never was one."""
    try:
        return msgspec.json.decode(data, type=Owner)
    except msgspec.MsgspecError:
        return None


def this_computer() -> str:
    """The name of this computer."""
    return platform.node()


@cache
def this_host() -> str:
    """The host as its name, and on Linux the installation of its system and the process namespace.

    Whole offices bear the name that came with the system, and containers share one, not processes.
    """
    try:
        namespace = f"/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        namespace = ""
    return this_computer() + _this_installation() + namespace


def _this_installation() -> str:
    """A hash of machine-id(5), which is not to be told to others; empty where there is none."""
    try:
        given = Path("/etc/machine-id").read_bytes().strip()
    except OSError:
        given = b""
    return f"/{hashlib.sha256(b'report-desk' + given).hexdigest()[:12]}" if given else ""


@cache
def this_boot() -> str:
    """What Linux calls the time since it was started; empty elsewhere."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


@lru_cache(maxsize=2)
def _started_here(pid: int) -> str:
    """When this process was started; a fork asks anew."""
    return _started(pid)


def _started(pid: int) -> str:
    """When a process was started; empty where that cannot be told. Raises psutil.NoSuchProcess.

    On Linux in ticks since the system was started (field 22 of proc_pid_stat(5)): what is told there in
    seconds since the epoch moves with the clock. Other systems note the time once and leave it as it is.
    """
    if _HAS_TICKS:
        try:
            after_name = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2]
        except OSError:
            return ""
        return after_name.split()[_TICKS] if after_name.count(" ") > _TICKS else ""
    import psutil  # noqa: PLC0415 - 25 ms

    return f"{psutil.Process(pid).create_time():.2f}"
