"""The command line: a thin face over the library, one module a command.

``cityinnov report hefei``, ``cityinnov check FILE``, ``cityinnov explain hefei METRIC``.
Results go to standard output, errors to standard error; the exit code is 0, 1 where a file has
problems, a check warns or a question has no answer, and 2 where the command itself is wrong.
"""

from cityinnov.cli.program import main

__all__ = ["main"]
