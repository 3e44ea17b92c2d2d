"""What a query worker may not do, whoever tells it to: the kernel's rules for one process.

A system call filter (seccomp, Linux) denies sockets, other programs, and reaching into other
processes; where the kernel has none, no file and so no socket can be opened any more. A limit
on the address space stops a query before it takes the machine's memory. All hold for every
thread and cannot be undone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from typing import NamedTuple

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_SET_MODE_FILTER, _GET_ACTION_AVAIL, _TSYNC = 1, 2, 1
_RET_ALLOW, _RET_ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF: ld abs, jeq, jge, ret
_X32 = 0x40000000  # the second numbering of system calls on x86_64


class _Machine(NamedTuple):
    """Numbers of the kernel's headers: AUDIT_ARCH_…, __NR_seccomp, and what is denied."""

    audit: int
    seccomp: int
    denied: tuple[int, ...]


_MACHINES = {
    # socket connect accept bind listen socketpair accept4, execve execveat, kill ptrace
    # process_vm_readv process_vm_writev pidfd_getfd, io_uring_setup
    "x86_64": _Machine(
        0xC000003E,
        317,
        (41, 42, 43, 49, 50, 53, 288, 59, 322, 62, 101, 310, 311, 438, 425),
    ),
    "aarch64": _Machine(
        0xC00000B7, 277, (198, 203, 202, 200, 201, 199, 242, 221, 281, 129, 117, 270, 271, 438, 425)
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when the thread that started it ends.

    `parent` is the process id of who started it; it may be gone already.
    """
    _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def sandbox_kind() -> str:
    """What keeps workers from the network: “seccomp”, or “no new files” where there is none."""
    machine = _MACHINES.get(platform.machine())
    action = ctypes.c_uint32(_RET_ERRNO)
    available = machine and not _libc().syscall(
        machine.seccomp, _GET_ACTION_AVAIL, 0, ctypes.byref(action)
    )
    return "seccomp" if available else "no new files"


class AddressSpace:
    """How much address space this process has; its file stays open, since none can be opened
    once the process is enclosed without a filter."""

    def __init__(self) -> None:
        self._file = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)

    def in_bytes(self) -> int:
        """The size at present."""
        return int(os.pread(self._file, 64, 0).split()[0]) * resource.getpagesize()


def enclose(most_bytes: int) -> None:
    """Deny what a worker never needs once its files are open.

    `most_bytes` is how large its address space may become. Raises `OSError`.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    if sandbox_kind() == "seccomp":
        _filter_calls(_MACHINES[platform.machine()])
    else:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _filter_calls(machine: _Machine) -> None:
    program = _filter(machine)
    header = _Program(len(program) // 8, program)
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(
        machine.seccomp, _SET_MODE_FILTER, _TSYNC, ctypes.byref(header)
    ):
        raise OSError(ctypes.get_errno(), "the system call filter was refused")


def _filter(machine: _Machine) -> bytes:
    """A classic BPF program: EACCES for a foreign numbering and for the denied calls."""
    calls = machine.denied
    body = [(_EQUAL, 0, len(calls) + 3, machine.audit), (_LOAD, 0, 0, 0)]
    body += [(_AT_LEAST, len(calls) + 1, 0, _X32)]
    body += [(_EQUAL, len(calls) - i, 0, call) for i, call in enumerate(calls)]
    body += [(_RETURN, 0, 0, _RET_ALLOW), (_RETURN, 0, 0, _RET_ERRNO | errno.EACCES)]
    return b"".join(struct.pack("HBBI", *step) for step in [(_LOAD, 0, 0, 4), *body])


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc
