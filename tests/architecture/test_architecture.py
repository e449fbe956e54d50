# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree to its rules, and each rule to an example that it must catch."""

import subprocess
import sys
import unittest
from pathlib import Path

import rules

ROOT = Path(sys.argv.pop(1) if len(sys.argv) > 1 else ".").resolve()
SKIPPED = {"LICENSE"}


def tracked_files():
    listed = subprocess.run(["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if name in SKIPPED or not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures


class TheTree(unittest.TestCase):
    def test_keeps_every_rule(self):
        files = list(tracked_files())
        self.assertGreater(len(files), 50, "the tree was not found")
        complaints = [complaint for name, text in files for rule in rules.RULES for complaint in rule(name, text)]
        self.assertEqual([], complaints, "\n" + "\n".join(complaints))


class EachRule(unittest.TestCase):
    def caught(self, rule, path, text):
        self.assertTrue(rule(path, text), f"{rule.__name__} missed {text!r} in {path}")

    def passes(self, rule, path, text):
        self.assertEqual([], rule(path, text))

    def test_directions(self):
        self.caught(rules.directions, "models/base/a.h", '#include "ui/window/mainwindow.h"')
        self.caught(rules.directions, "ui/board/a.h", '#include "app/session.h"')
        self.caught(rules.directions, "models/base/a.h", '#include "models/temporal/client.h"')
        self.caught(rules.directions, "models/monitor/a.h", '#include "models/alerts/alertengine.h"')
        self.passes(rules.directions, "models/alerts/a.h", '#include "models/temporal/queues.h"')
        self.passes(rules.directions, "app/a.cpp", '#include "ui/window/mainwindow.h"')
        self.caught(rules.directions, "ui/board/a.h", '#include "ui/queue/queuepage.h"')
        self.caught(rules.directions, "ui/theme/a.cpp", '#include "ui/widgets/page.h"')
        self.caught(rules.directions, "ui/workflow/a.cpp", '#include "ui/window/services.h"')
        self.passes(rules.directions, "ui/widgets/a.cpp", '#include "ui/state/uistate.h"')
        self.passes(rules.directions, "ui/window/a.cpp", '#include "ui/interventions/interventiondialog.h"')

    def test_foreign_headers(self):
        self.caught(rules.foreign_headers, "ui/a.cpp", "#include <grpcpp/grpcpp.h>")
        self.caught(rules.foreign_headers, "models/monitor/a.cpp", '#include "temporal/api/common/v1/message.pb.h"')
        self.caught(rules.foreign_headers, "models/base/a.cpp", "#include <QWidget>")
        self.caught(rules.foreign_headers, "ui/a.cpp", "#include <QNetworkAccessManager>")
        self.caught(rules.foreign_headers, "models/alerts/a.cpp", "#include <QSqlQuery>")
        self.passes(rules.foreign_headers, "models/store/a.cpp", "#include <QSqlQuery>")
        self.passes(rules.foreign_headers, "models/temporal/client.cpp", "#include <grpcpp/grpcpp.h>")

    def test_charts(self):
        for header in ("QChartView", "QtCharts/QChart", "QtCharts", "QLineSeries", "QDateTimeAxis", "QAbstractSeries"):
            self.caught(rules.charts, "ui/board/a.h", f"#include <{header}>")
        self.caught(rules.charts, "app/main.cpp", "#include <QChart>")
        for room in ("chart", "queue"):
            self.passes(rules.charts, f"ui/{room}/backlogchart.cpp", "#include <QChart>")
        self.caught(rules.charts, "ui/overview/overviewpage.cpp", "#include <QChart>")
        self.passes(rules.charts, "ui/board/a.h", "#include <QChar>\n#include <QWidget>\n#include <QTableView>")

    def test_banned(self):
        for text in ("f.then(this, g)", "co_await x;", "SIGNAL(a())", "p.waitForFinished()", "QEventLoop l;",
                     "// TODO later", "beginResetModel();"):
            self.caught(rules.banned, "models/base/a.cpp", text)

    def test_inner_headers(self):
        writes = '#include "models/temporal/writes.h"'
        for path in ("ui/a.cpp", "app/a.cpp", "models/runbook/a.cpp", "models/workflows/a.h", "models/interventions/lever.h"):
            self.caught(rules.inner_headers, path, writes)
        self.passes(rules.inner_headers, "models/interventions/lever.cpp", writes)
        self.passes(rules.inner_headers, "models/temporal/writes.cpp", writes)
        self.passes(rules.inner_headers, "ui/a.cpp", "connect(menu, &RunMenu::terminate, q, [this] { terminate(run); });")
        for header in ("rpc.h", "rpccall.h"):
            self.caught(rules.inner_headers, "models/interventions/lever.cpp", f'#include "models/temporal/{header}"')
            self.passes(rules.inner_headers, "models/temporal/client.cpp", f'#include "models/temporal/{header}"')

    def test_plain_text(self):
        self.caught(rules.plain_text, "ui/board/a.cpp", "auto *l = new QLabel(this);")
        self.caught(rules.plain_text, "ui/board/a.cpp", "w->setToolTip(id);")
        self.passes(rules.plain_text, "ui/widgets/plainlabel.cpp", "new QLabel(this)")

    def test_members(self):
        private = "class Page::Private\n{\npublic:\n    void tick();\n%s\n};\n"
        for member in ("    Client &client;", "    bool isActive = false;", "    Milliseconds at{0};", "    QString ns, runId;"):
            self.caught(rules.members, "ui/board/a.cpp", private % member)
        self.passes(rules.members, "ui/board/a.cpp", private % "    Page &q;\n    std::map<int, QString> m_names; ///< by row")
        self.passes(rules.members, "ui/board/a.cpp", "struct Row\n{\n    QString ns;\n};\n")

    def test_texts(self):
        for text in ("QString tr(const char *text)", 'return QCoreApplication::translate("signalbox", "Now");',
                     'fail(u"the saved session is gone"_s)', 'u"the saved session "\n    "is gone"_s'):
            self.caught(rules.texts, "models/base/a.cpp", text)
        self.passes(rules.texts, "models/base/a.cpp", 'Text::tr("the saved session is gone")')
        self.passes(rules.texts, "models/base/a.cpp", 'u"temporal workflow describe --namespace %1 %2"_s')

    def test_spdx_and_size(self):
        self.caught(rules.spdx, "app/a.cpp", "int main() {}")
        self.caught(rules.size, "app/a.cpp", "\n" * 501)


if __name__ == "__main__":
    unittest.main()
