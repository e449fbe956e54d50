// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/runmenu.h"

#include "models/base/displaytext.h"
#include "models/interventions/desk.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/leverstate.h"
#include "models/profile/profile.h"

#include <QClipboard>
#include <QGuiApplication>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype namedLength = 48;

} // namespace

RunMenu::RunMenu(const Execution &run, const QString &ns, const Profile &profile, const Desk &desk,
                 QWidget *parent)
    : QMenu(parent)
{
    setObjectName(u"runMenu"_s);
    setDefaultAction(addAction(tr("Open"), this, &RunMenu::open));
    addSeparator();
    addCopies(run, describeCommand(run, ns, profile));
    addSeparator();
    // With several rows marked it is this one's menu all the same: the pointer says which, so the name does.
    const QString name = displayText(run.workflowId, namedLength).replace(u'&', u"&&"_s);
    addLever(u"terminate"_s, tr("Terminate %1…").arg(name), leverState(desk, terminateKind(), ns, run),
             &RunMenu::terminate);
    addLever(u"bringBack"_s, tr("Bring back %1…").arg(name), leverState(desk, resetKind(), ns, run),
             &RunMenu::bringBack);
}

void RunMenu::addLever(const QString &objectName, const QString &text, const LeverState &lever,
                       void (RunMenu::*signal)())
{
    QAction *action = addAction(lever.enabled ? text : tr("%1 (%2)").arg(text, lever.reason), this, signal);
    action->setObjectName(objectName);
    action->setEnabled(lever.enabled);
}

void RunMenu::addCopies(const Execution &run, const QString &command)
{
    const auto add = [this](const QString &label, const QString &text) {
        addAction(label, this, [text] { QGuiApplication::clipboard()->setText(text); });
    };
    const QString safeId = copyText(run.workflowId);
    add(tr("Copy workflow id"), safeId);
    if (safeId != run.workflowId)
        add(tr("Copy workflow id with its invisible characters"), run.workflowId);
    add(tr("Copy run id"), copyText(run.runId));
    add(tr("Copy as command line"), command);
}

QString describeCommand(const Execution &run, const QString &ns, const Profile &profile)
{
    return u"temporal workflow describe --address %1 --namespace %2 --workflow-id %3 --run-id %4"_s.arg(
        shellQuoted(profile.address), shellQuoted(ns), shellQuoted(run.workflowId), shellQuoted(run.runId));
}

} // namespace signalbox
