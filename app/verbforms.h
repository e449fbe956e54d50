// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

class QCommandLineParser;

namespace signalbox {

/// How one verb is written, and what goes with it; --profile and --config go with all but those that say
/// otherwise.
struct VerbForm
{
    struct Option
    {
        QString name;
        bool isNeeded = false;
    };

    Verb verb;
    QStringList words;
    QString argument;                     ///< as the help writes it; empty: none
    QString Invocation::*takes = nullptr; ///< where that goes
    std::vector<Option> options;
    QString text; ///< for the help
    bool isOfProfile = true;
    /// What options with a value say.
    Done (*read)(const QCommandLineParser &parser, Invocation &invocation) = nullptr;
};

/// In the order of the help.
[[nodiscard]] const std::vector<VerbForm> &verbForms();
void addOptions(QCommandLineParser &parser);
/// "blackbox export FILE".
[[nodiscard]] QString formText(const VerbForm &form);

namespace optionnames {
inline const QString config = QStringLiteral("config");
inline const QString profile = QStringLiteral("profile");
inline const QString json = QStringLiteral("json");
inline const QString why = QStringLiteral("why");
inline const QString newWindow = QStringLiteral("new-window");
inline const QString from = QStringLiteral("from");
inline const QString to = QStringLiteral("to");
inline const QString since = QStringLiteral("since");
inline const QString ns = QStringLiteral("namespace");
inline const QString watch = QStringLiteral("watch");
inline const QString metrics = QStringLiteral("metrics");
inline const QString closedBefore = QStringLiteral("closed-before");
inline const QString olderThan = QStringLiteral("older-than");
inline const QString apply = QStringLiteral("apply");
inline const QString reason = QStringLiteral("reason");
inline const QString prometheus = QStringLiteral("prometheus");
inline const QString replay = QStringLiteral("replay");
inline const QString help = QStringLiteral("help");
inline const QString version = QStringLiteral("version");
} // namespace optionnames

} // namespace signalbox
