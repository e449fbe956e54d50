// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class NamespaceDataKind final : public NamespaceLeverKind
{
public:
    QString verb() const override { return changeDataVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Note something in the data of %1?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and note it") : Text::tr("Note it");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    std::vector<LeverInput> inputs() const override
    {
        return {{u"dataKey"_s, Text::tr("Key")}, {u"dataValue"_s, Text::tr("Value")}};
    }
    QStringList initial(const Seen &) const override { return {QString(), QString()}; }
    QStringList missing(const Seen &seen, const QStringList &lines) const override;
    /// What another key holds is no concern of this one's: the lever looks at its own.
    Done unchanged(const InterventionTarget &, const Seen &opened, const Seen &now) const override
    {
        return sameNamespace(std::get<SeenConfig>(opened).config.info, std::get<SeenConfig>(now).config.info);
    }
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &read,
                                LeverValues values) const override
    {
        if (!missing(read, values.lines).isEmpty())
            return nullptr;
        NamespaceChange change;
        change.data[values.lines[0]] = values.lines[1];
        return std::make_unique<NamespaceLever>(
            target.act, std::get<SeenConfig>(read).config, change,
            Text::tr(
                "Everybody who may read the namespace reads this of it. Nothing that runs in it changes, and "
                "a key that is there once can't be taken away."));
    }
};

QStringList NamespaceDataKind::missing(const Seen &seen, const QStringList &lines) const
{
    const QString key = lines.value(0);
    QStringList words;
    if (key.trimmed().isEmpty() || key != key.trimmed() || key.contains(u'='))
        words << Text::tr("a key without '=' or blanks around it");
    else if (key == lastChangeKey)
        words << Text::tr("another key: this one says which lever was pulled last");
    const auto &data = std::get<SeenConfig>(seen).config.data;
    const auto found = data.find(key);
    const QString before = found == data.end() ? QString() : found->second;
    if (lines.value(1) == before)
        words << (before.isEmpty() ? Text::tr("a value") : Text::tr("another value than it has"));
    return words;
}

} // namespace

const NamespaceLeverKind &namespaceDataKind()
{
    static const NamespaceDataKind kind;
    return kind;
}

} // namespace signalbox
