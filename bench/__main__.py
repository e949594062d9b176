"""Every bench, one after the other: `python -m bench [NAME…]`. Answers 1 when one misses its aim."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each file of this folder in a process of its own."""
    here = Path(__file__).parent
    asked = sys.argv[1:]
    failed = []
    for script in sorted(here.glob("[a-z]*.py")):
        if asked and script.stem not in asked:
            continue
        print(f"\n== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], cwd=here.parent, check=False).returncode:
            failed.append(script.stem)
    if failed:
        print(f"\naim missed: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
