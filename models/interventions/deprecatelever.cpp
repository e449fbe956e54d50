// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class DeprecateKind final : public NamespaceLeverKind
{
public:
    QString verb() const override { return deprecateNamespaceVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Deprecate %1?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and deprecate") : Text::tr("Deprecate");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    QString obstacle(const InterventionTarget &target, const Seen &seen) const override
    {
        return std::get<SeenConfig>(seen).config.info.state == NamespaceState::Deprecated
                   ? Text::tr("The namespace is deprecated already.")
                   : NamespaceLeverKind::obstacle(target, seen);
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &seen,
                                LeverValues) const override
    {
        NamespaceChange change;
        change.deprecates = true;
        // That there is no way back stands in validateStateUpdate() of the server (1.32.1).
        return std::make_unique<NamespaceLever>(
            target.act, std::get<SeenConfig>(seen).config, change,
            Text::tr(
                "Nobody and no schedule can start a workflow in it any more; what runs goes on. It can't be "
                "taken back: a deprecated namespace can only be deleted."));
    }
};

} // namespace

const NamespaceLeverKind &deprecateKind()
{
    static const DeprecateKind kind;
    return kind;
}

} // namespace signalbox
