# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text can be found by its translation: lupdate files it under the name that the program asks for.

usage: test_texts.py ROOT LUPDATE
"""

import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PRODUCT = ("app", "models", "ui")
ASKED = re.compile(r"(?:class|struct)\s+(?:\w+::)*\w+[^;{}()]*\{\s*(?:///[^\n]*\s*)*Q_OBJECT\b")
NAME = re.compile(r"(?:class|struct)\s+((?:\w+::)*\w+)")
DECLARED = re.compile(r"Q_DECLARE_TR_FUNCTIONS\(([\w:]+)\)")


def contexts_asked(text):
    """The names under which a source's tr() asks: of its classes with Q_OBJECT or Q_DECLARE_TR_FUNCTIONS."""
    return {"signalbox::" + NAME.match(hit.group(0)).group(1) for hit in ASKED.finditer(text)} | set(DECLARED.findall(text))


def contexts_filed(lupdate, root):
    """context -> texts, and what lupdate complained of."""
    with tempfile.TemporaryDirectory() as folder:
        filed = Path(folder) / "filed.ts"
        run = subprocess.run([lupdate, "-I", ".", *PRODUCT, "-ts", filed], cwd=root, check=True, capture_output=True, text=True)
        contexts = {context.findtext("name"): [message.findtext("source") for message in context.iter("message")]
                    for context in ElementTree.parse(filed).iter("context")}
    return contexts, [line for line in (run.stdout + run.stderr).splitlines() if re.match(r".*\.(cpp|h):\d+:", line)]


class Texts(unittest.TestCase):
    root = lupdate = None

    def test_of_the_tree_are_filed_where_they_are_asked_for(self):
        filed, complaints = contexts_filed(self.lupdate, self.root)
        self.assertGreater(sum(map(len, filed.values())), 500, "the texts were not found")
        asked = set()
        for part in PRODUCT:
            for source in [*(self.root / part).rglob("*.h"), *(self.root / part).rglob("*.cpp")]:
                asked |= contexts_asked(source.read_text(encoding="utf-8"))
        lost = [f"{context}: {text}" for context, texts in filed.items() if context not in asked for text in texts]
        self.assertEqual([], complaints, "lupdate doesn't know where these belong")
        self.assertEqual([], lost, "\n".join(["never found at run time:", *lost]))

    def test_of_a_plain_struct_are_lost(self):
        """The check can fail: a helper that asks under another name than the class around it."""
        with tempfile.TemporaryDirectory() as folder:
            for part in PRODUCT:
                (Path(folder) / part).mkdir()
            source = Path(folder) / "ui" / "a.cpp"
            source.write_text('#include <QObject>\nnamespace signalbox {\nstruct Plain { void say(); };\n'
                              'class Known : public QObject {\n    Q_OBJECT\n    void say() { tr("found"); }\n};\n'
                              'void Plain::say() { tr("lost"); }\n}\n')
            filed, _ = contexts_filed(self.lupdate, folder)
            self.assertEqual({"signalbox::Known"}, contexts_asked(source.read_text()))
            self.assertEqual({"signalbox::Known": ["found"], "signalbox::Plain": ["lost"]}, filed)


if __name__ == "__main__":
    Texts.root, Texts.lupdate = Path(sys.argv[1]).resolve(), sys.argv[2]
    unittest.main(argv=sys.argv[:1])
