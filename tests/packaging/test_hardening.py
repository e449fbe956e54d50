# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the linker and the compiler made hard to misuse: test_hardening.py PROGRAM GENERATED_LIBRARY OPTIMISED(0|1)"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

OPTIMISED = sys.argv.pop() == "1"
GENERATED = sys.argv.pop()
PROGRAM = sys.argv.pop()


def readelf(*arguments):
    return subprocess.run(["readelf", "--wide", *arguments], capture_output=True, text=True, check=True).stdout


class Program(unittest.TestCase):
    def test_may_lie_anywhere_in_memory(self):
        self.assertRegex(readelf("--file-header", PROGRAM), r"Type: +DYN")
        self.assertRegex(readelf("--dynamic", PROGRAM), r"FLAGS_1.*\bPIE\b")

    def test_resolves_all_at_start_and_protects_the_table(self):
        self.assertRegex(readelf("--dynamic", PROGRAM), r"FLAGS_1.*\bNOW\b")
        segments = readelf("--program-headers", PROGRAM)
        self.assertIn("GNU_RELRO", segments)
        self.assertRegex(segments, r"GNU_STACK.* RW ")

    @unittest.skipUnless(OPTIMISED, "only what is shipped is compiled that way")
    def test_guards_its_stack_and_its_buffers(self):
        self.assertIn("__stack_chk_fail", readelf("--dyn-syms", PROGRAM))
        # Whether any call needs a check at run time is the compiler's finding, so its arguments are looked at.
        commands = json.loads((Path(PROGRAM).parents[1] / "compile_commands.json").read_text(encoding="utf-8"))
        shipped = [one for one in commands if re.search(r"/(app|models|ui)/\w", one["file"])]
        self.assertGreater(len(shipped), 100)
        self.assertEqual([], [one["file"] for one in shipped if "-D_FORTIFY_SOURCE=2" not in one["command"]])


class GeneratedCode(unittest.TestCase):
    def test_guards_its_stack(self):
        self.assertIn("__stack_chk_fail", readelf("--syms", GENERATED))


unittest.main()
