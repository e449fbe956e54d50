// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/namespacelevers.h"

#include "models/base/text.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/leverstate.h"

#include <QMenu>

namespace signalbox {

using namespace Qt::StringLiterals;

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
    add(u"changeRetention"_s, Text::tr("Change retention…"), retentionKind(),
        InterventionTarget::Act::ChangeRetention);
    add(u"describeNamespace"_s, Text::tr("Change description and owner…"), describeKind(),
        InterventionTarget::Act::DescribeNamespace);
    add(u"deprecateNamespace"_s, Text::tr("Deprecate…"), deprecateKind(),
        InterventionTarget::Act::DeprecateNamespace);
}

} // namespace signalbox
