"""Property tests: no deadline (the machine may be busy), and the same examples each run.

``HYPOTHESIS_PROFILE=search make test`` looks at other examples every time, and at more of them.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
