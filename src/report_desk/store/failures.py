"""What the operating system refused, in words a clerk understands."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from report_desk.core.ports import ReadOnlyFileError, SaveFailedError, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_GONE = "存放文件的位置不见了（U 盘拔出、网络盘断开，或者文件夹被移走）"
_REASONS: dict[int, str] = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "您在这个磁盘上的空间配额已用完",
    errno.EFBIG: "文件超出了这个磁盘允许的大小",
    errno.EIO: "磁盘读写出错，介质可能已经损坏",
    errno.EROFS: "磁盘是只读的（写保护开关或只读挂载）",
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "系统不允许写入",
    errno.EBUSY: "文件正被别的程序占用",
    errno.ETXTBSY: "文件正被别的程序占用",
    errno.EISDIR: "这不是一个文件（是文件夹或设备）",
    errno.EMFILE: "本机打开的文件太多",
    errno.ENFILE: "本机打开的文件太多",
    errno.ENAMETOOLONG: "文件名或路径太长",
    errno.ELOOP: "路径里的快捷方式绕成了一圈",
    errno.ENOTDIR: _GONE,
    errno.ENOENT: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ESTALE: _GONE,
    errno.ETIMEDOUT: "网络盘没有响应",
    errno.EHOSTDOWN: "网络盘没有响应",
    errno.EHOSTUNREACH: "网络盘没有响应",
    errno.ENETUNREACH: "网络盘没有响应",
    errno.ECONNRESET: "网络盘的连接中断了",
    errno.EINTR: "保存被系统打断",
    errno.EPIPE: "接收结果的程序已经结束",
}
_AWAY = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.EEXIST}
_NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}


def reason(error: OSError) -> str:
    """Why the system refused, without a full stop."""
    return _REASONS.get(error.errno or 0) or f"系统报告：{error.strerror or type(error).__name__}"


def is_gone(error: OSError) -> bool:
    """Whether nothing stands there, or the whole medium is away."""
    return error.errno in _AWAY


def not_backed_up(error: OSError) -> str:
    """That a save stands and its backup could not be made."""
    words = "放备份的文件夹不见了，或者被一个文件占了名字" if error.errno in _NO_FOLDER else reason(error)
    return f"已经保存，但没有做成备份：{words}。"


@contextmanager
def drafting(what_failed: str) -> Iterator[None]:
    """Turn what the system refuses into SaveFailedError; the draft is what it was then."""
    try:
        yield
    except OSError as error:
        words = "放草稿的文件夹不见了，或者被一个文件占了名字" if error.errno in _NO_FOLDER else reason(error)
        raise SaveFailedError(f"{what_failed}：{words}。") from error


@contextmanager
def saving() -> Iterator[None]:
    """Turn what the system refuses into SaveFailedError; the old file is whole then."""
    try:
        yield
    except OSError as error:
        sentence = f"没有保存：{reason(error)}。原来的文件没有动过；可以另存到别处。"
        kind = ReadOnlyFileError if error.errno in _NOT_WRITABLE else SaveFailedError
        raise kind(sentence) from error


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what the system refuses into UnreadableFileError."""
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableFileError(
            f"找不到文件「{name}」。它可能被移走、改名，或者所在的磁盘没有连接。"
        ) from error
    except OSError as error:
        words = "没有读取的权限" if error.errno in {errno.EACCES, errno.EPERM} else reason(error)
        raise UnreadableFileError(f"打不开文件「{name}」：{words}。") from error
