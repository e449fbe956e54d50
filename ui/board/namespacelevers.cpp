// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/namespacelevers.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/cleanup/cleanupwork.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/leverstate.h"

#include <QMenu>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype namedLength = 48;

/// Rows move: the menu says itself whose it is.
QString nameInMenu(const QString &ns)
{
    return displayText(ns, namedLength).replace(u'&', u"&&"_s);
}

} // namespace

void addNamespaceLevers(QMenu &menu, const Desk &desk, const QString &ns,
                        const std::function<void(const InterventionTarget &)> &intervene)
{
    const auto add = [&](const QString &objectName, const QString &text, const NamespaceLeverKind &kind,
                         InterventionTarget::Act act) {
        const LeverState lever = leverState(desk, kind, ns);
        auto *action = new QAction(lever.enabled ? text : Text::tr("%1 (%2)").arg(text, lever.reason), &menu);
        action->setObjectName(objectName);
        action->setEnabled(lever.enabled);
        const InterventionTarget target{act, ns};
        QObject::connect(action, &QAction::triggered, &menu, [intervene, target] { intervene(target); });
        menu.addAction(action);
    };
    const QString name = nameInMenu(ns);
    add(u"changeRetention"_s, Text::tr("Change retention of %1…").arg(name), retentionKind(),
        InterventionTarget::Act::ChangeRetention);
    add(u"describeNamespace"_s, Text::tr("Change description and owner of %1…").arg(name), describeKind(),
        InterventionTarget::Act::DescribeNamespace);
    add(u"changeNamespaceData"_s, Text::tr("Note something in the data of %1…").arg(name),
        namespaceDataKind(), InterventionTarget::Act::ChangeNamespaceData);
    add(u"addSearchAttribute"_s, Text::tr("Add a search attribute to %1…").arg(name), searchAttributeKind(),
        InterventionTarget::Act::AddSearchAttribute);
    menu.addSeparator();
    add(u"deprecateNamespace"_s, Text::tr("Deprecate %1…").arg(name), deprecateKind(),
        InterventionTarget::Act::DeprecateNamespace);
    add(u"deleteNamespace"_s, Text::tr("Delete %1…").arg(name), deleteNamespaceKind(),
        InterventionTarget::Act::DeleteNamespace);
}

void addCleanUp(QMenu &menu, const CleanUpWork &cleanUp, const QString &ns, const std::function<void()> &open)
{
    const QString text = Text::tr("Clean up %1…").arg(nameInMenu(ns));
    const bool isAllowed = cleanUp.whyNot(ns).isEmpty();
    auto *action =
        new QAction(isAllowed ? text : Text::tr("%1 (the runbook does not allow it)").arg(text), &menu);
    action->setObjectName(u"cleanUpNamespace"_s);
    action->setEnabled(isAllowed);
    QObject::connect(action, &QAction::triggered, &menu, open);
    menu.addAction(action);
}

} // namespace signalbox
