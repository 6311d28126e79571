"""The worker process: works out what it is asked, one thing after the other, and ends when nobody can ask any more.

Run as `python -m lobby.waiting_worker` by `waiting_process.py`, with pickled questions coming in and pickled answers
going out. It knows the domain alone, is told everything that it needs, and keeps nothing.
"""

import gc
import os
import pickle
import signal
import sys
import traceback

NICENESS = 10
"""Deeds come first, also where the server has only one processor."""


def main() -> None:
    """Answer `(True, value)` to each `(function, arguments)`, or `(False, words)` if it raised; return at the end."""
    os.nice(NICENESS)
    # Ctrl-C reaches the whole group, but it is the server that ends this process, by letting go of its pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed belongs in the log, and not among the answers
    gc.disable()
    while True:
        try:
            function, arguments = pickle.load(asked)
        except EOFError:
            return
        try:
            answer = True, function(*arguments)
        except Exception:  # told to whoever asked
            answer = False, traceback.format_exc()
        pickle.dump(answer, answers)
        answers.flush()
        # What goes in circles is thrown away in between, when nobody waits for it; what stays is not looked at again.
        gc.collect()
        gc.freeze()


if __name__ == "__main__":
    main()
