# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the tree, each a function from (path, text) to complaints. Paths are relative to the project."""

import re
from pathlib import PurePosixPath

# Inside models each room knows those named here, and through them what they know.
MODEL_ROOMS = {
    "base": set(),
    "profile": {"base"},
    "policy": {"base"},
    "http": {"profile"},
    "identity": {"http"},
    "metrics": {"identity"},
    "temporal": {"identity"},
    "monitor": {"temporal", "policy"},
    "runbook": {"monitor"},
    "store": {"monitor", "metrics"},
    "diagnosis": {"monitor"},
    "alerts": {"diagnosis", "store"},
    "telling": {"alerts"},
    "board": {"alerts"},
    "workflows": {"temporal"},
    "interventions": {"workflows", "identity"},
    "cleanup": {"monitor", "interventions"},
    "moments": {"alerts", "store", "interventions"},
    "recovery": {"store", "workflows"},
    "histories": {"store", "workflows"},
}
# Inside ui likewise: a page knows no other page; the window knows them all.
UI_ROOMS = {
    "state": set(),
    "theme": {"state"},
    "widgets": {"theme"},
    "chart": {"widgets"},
    "signin": {"widgets"},
    "board": {"widgets"},
    "queue": {"chart"},
    "journal": {"widgets"},
    "handover": {"widgets"},
    "runbook": {"widgets"},
    "recovery": {"widgets"},
    "overview": {"chart"},
    "alerts": {"chart"},
    "rules": {"widgets"},
    "interventions": {"widgets"},
    "cleanup": {"interventions"},
    "workflows": {"interventions"},
    "workflow": {"interventions"},
    "window": {"signin", "board", "queue", "journal", "handover", "overview", "alerts", "rules", "workflows",
               "workflow", "runbook", "cleanup", "recovery"},
}
ROOMS = {"models": MODEL_ROOMS, "ui": UI_ROOMS}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
PRODUCT = ("app", "ui", "models")
MAX_LINES = 500


def known_rooms(rooms, room):
    """Every one of `rooms` that `room` may include, itself too."""
    known = {room}
    for direct in rooms[room]:
        known |= known_rooms(rooms, direct)
    return known


def is_code(path):
    return PurePosixPath(path).suffix in (".h", ".cpp")


def top(path):
    return PurePosixPath(path).parts[0]


def directions(path, text):
    """app -> ui -> models, and inside ui and models only downwards."""
    parts = PurePosixPath(path).parts
    if not is_code(path) or parts[0] not in PRODUCT:
        return []
    allowed = {"app": {"app", "ui", "models"}, "ui": {"ui", "models"}, "models": {"models"}}[parts[0]]
    complaints = []
    for include in INCLUDE.findall(text):
        target = PurePosixPath(include).parts
        if target[0] in ("app", "ui", "models", "tests", "packaging") and target[0] not in allowed:
            complaints.append(f"{path} includes {include}")
        elif parts[0] == target[0] and target[0] in ROOMS and target[1] not in known_rooms(ROOMS[target[0]], parts[1]):
            complaints.append(f"{path} includes {include}: {parts[1]} may not know {target[1]}")
    return complaints


def foreign_headers(path, text):
    """gRPC and generated code stay in the .cpp files (and private headers) of models/temporal, SQL in models/store;
    HTTP stays out of ui; widgets stay out of models."""
    if not is_code(path) or top(path) not in PRODUCT:
        return []
    complaints = []
    for include in INCLUDE.findall(text):
        if re.match(r"grpc|google/|temporal/api/|.*\.pb\.h$", include) and not path.startswith("models/temporal/"):
            complaints.append(f"{path} includes {include}")
        if re.match(r"Q(tSql/|Sql)", include) and not path.startswith("models/store/"):
            complaints.append(f"{path} includes {include}")
        if top(path) == "ui" and re.match(r"Q(Network|Tcp|Ssl)\w*$", include):
            complaints.append(f"{path} includes {include}")
        if top(path) == "models" and re.match(
                r"QtWidgets|QtCharts|QtGui|Q(Widget|Application|Dialog|MainWindow|Label|Chart\w*|Painter|Pixmap)$", include):
            complaints.append(f"{path} includes {include}")
    return complaints


CHARTS = r"QtCharts|Q\w*(Chart\w*|Axis|Series|Legend|LegendMarker|ModelMapper|BarSet|BoxSet|CandlestickSet|PieSlice)$"


def charts(path, text):
    """Qt Charts is deprecated upstream: one room draws with it, so that it can be replaced there, and the queue's chart,
    which has more around its lines. Another chart is made of that room's."""
    if not is_code(path) or top(path) not in PRODUCT or path.startswith(("ui/chart/", "ui/queue/")):
        return []
    return [f"{path} includes {include}" for include in INCLUDE.findall(text) if re.match(CHARTS, include)]


BANNED = {
    r"\.then\(\s*(this|context|receiver)": "QFuture::then with a context aborts when the receiver died first; use Reply",
    r"\bco_(await|return|yield)\b": "coroutines are unsafe with this compiler",
    r"\b(SIGNAL|SLOT)\(": "connect by pointer to member",
    r"\bwaitForFinished\b": "nothing waits",
    r"\bQEventLoop\b": "no nested event loop",
    r"\b(TODO|FIXME|XXX)\b": "unfinished work belongs in an issue",
    r"\bsetRowHidden\b|\bbeginResetModel\b": "a refresh must not reset a model",
}


def banned(path, text):
    if not is_code(path) or top(path) not in PRODUCT:
        return []
    # QtDBus connects to a remote signal by SLOT() alone.
    if "QDBusConnection" in text:
        text = text.replace("SLOT(", "")
    return [f"{path}:{text[:hit.start()].count(chr(10)) + 1}: {why}"
            for pattern, why in BANNED.items() for hit in re.finditer(pattern, text)]


def inner_headers(path, text):
    """A write reaches the server only through a lever, and what shows gRPC stays in its room."""
    if not is_code(path) or top(path) not in PRODUCT:
        return []
    complaints = []
    for include in INCLUDE.findall(text):
        if include == "models/temporal/writes.h" and not re.match(r"models/(temporal/|interventions/.*\.cpp$)", path):
            complaints.append(f"{path} includes {include}: writes are made by the sources of interventions alone")
        if re.match(r"models/temporal/rpc(call)?\.h$", include) and not path.startswith("models/temporal/"):
            complaints.append(f"{path} includes {include}: internal to models/temporal")
    return complaints


def plain_text(path, text):
    """Labels and tooltips guess rich text; the helpers in ui/widgets do not."""
    if not is_code(path) or top(path) != "ui" or path.startswith("ui/widgets/"):
        return []
    return [f"{path}:{text[:hit.start()].count(chr(10)) + 1}: {hit.group(0)} outside ui/widgets"
            for hit in re.finditer(r"\bnew QLabel\b|\bQLabel\s+\w+\(|(?:->|\.)setToolTip\(|QMessageBox::\w+\(", text)]


SENTENCE = re.compile(r'u"(?=[^"\\^]*[a-z\']{2,} [^ "]+ [^ "]+)((?:[^"\\]|\\.)*)"(?:\s*"(?:[^"\\]|\\.)*")*_s')
# What is read by a program: command lines, queries of visibility and of Prometheus, SQL, and regular expressions of what
# others write.
FOR_PROGRAMS = re.compile(r"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA) |temporal (workflow|activity|operator|task-queue) | --[a-z-]+ |tdbg |grpcurl |(sum|count) by | unless on |.* or 0 \* |100 \* |WorkflowType = |signalbox |.*\([.\\]| AND |CloseTime (>=|<) |ExecutionStatus(=| IN )")


def texts(path, text):
    """What a person reads is found by its translation: in QObjects by their tr(), elsewhere by Text::tr()."""
    if not is_code(path) or top(path) not in PRODUCT:
        return []

    def line(hit):
        return f"{path}:{text[:hit.start()].count(chr(10)) + 1}"

    complaints = [f"{line(hit)}: a tr() of its own, whose texts are never found; use Text::tr"
                  for hit in re.finditer(r"\bQString tr\(|\bQCoreApplication::translate\(", text)]
    complaints += [f"{line(hit)}: {hit.group(1)[:40]!r} has no translation"
                   for hit in SENTENCE.finditer(text) if not FOR_PROGRAMS.match(hit.group(1))]
    return complaints


PRIVATE = re.compile(r"^class [\w:]+::Private\n\{\n(.*?)^\};", re.M | re.S)
MEMBER = re.compile(r"^    (?! |using |friend )[\w:<>,*& ]+[ *&](?!m_|q;)\w+(, \w+)*( = [^;(]*|\{[^;]*\})?;", re.M)


def members(path, text):
    """What Private holds has the names that any class's members have; q is the class it is of."""
    if not is_code(path):
        return []
    return [f"{path}: {hit[0].strip()} without m_" for body in PRIVATE.findall(text) for hit in MEMBER.finditer(body)]


def spdx(path, text):
    name = PurePosixPath(path).name
    if is_code(path) or name == "CMakeLists.txt" or name.endswith((".py", ".sh", ".cmake", ".toml", ".svg")):
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in text:
            return [f"{path} has no SPDX line"]
    return []


def size(path, text):
    lines = text.count("\n")
    if is_code(path) and lines > MAX_LINES:
        return [f"{path} has {lines} lines"]
    return []


RULES = (directions, foreign_headers, charts, banned, inner_headers, plain_text, texts, members, spdx, size)
