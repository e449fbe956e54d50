// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/target.h"

#include "models/base/text.h"
#include "models/interventions/leverkind.h"

namespace signalbox {

InterventionTarget InterventionTarget::fulfil(const QString &name, const NamespaceWish &wish, bool isThere)
{
    InterventionTarget target = setUp(name, wish);
    if (!isThere)
        return target;
    target.mayMake = false;
    for (const Act act : {Act::ChangeRetention, Act::DescribeNamespace, Act::AddSearchAttribute}) {
        InterventionTarget one{act, name};
        one.wish = wish;
        if (kindOf(act).fulfils(one))
            return one;
    }
    return target;
}

QString InterventionTarget::what() const
{
    return isNamespace() ? Text::tr("The namespace") : Text::tr("The run");
}

} // namespace signalbox
