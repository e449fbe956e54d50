// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class DescribeKind final : public NamespaceLeverKind
{
public:
    QString verb() const override { return changeDescriptionVerb; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Change what %1 says of itself?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and change it") : Text::tr("Change it");
    }
    QString keepText() const override { return Text::tr("Leave it as it is"); }
    std::vector<LeverInput> inputs() const override
    {
        return {{u"description"_s, Text::tr("Description")}, {u"ownerEmail"_s, Text::tr("Owner's e-mail")}};
    }
    QStringList initial(const Seen &seen) const override
    {
        const NamespaceInfo &info = std::get<SeenConfig>(seen).config.info;
        return {info.description, info.ownerEmail};
    }
    QStringList wanted(const InterventionTarget &target) const override
    {
        return {target.wish.description, target.wish.ownerEmail};
    }
    /// A description is its owner's: any will do.
    bool keeps(qsizetype line, const QString &seen) const override { return line == 0 && !seen.isEmpty(); }
    bool fulfils(const InterventionTarget &target) const override
    {
        const NamespaceWish &wish = target.wish;
        const NamespaceWish texts{.description = wish.description, .ownerEmail = wish.ownerEmail};
        return wish == texts && wish != NamespaceWish();
    }
    QStringList missing(const Seen &seen, const QStringList &lines) const override;
    std::unique_ptr<Lever> make(const InterventionTarget &target, const Seen &read,
                                LeverValues values) const override
    {
        if (!missing(read, values.lines).isEmpty())
            return nullptr;
        const NamespaceConfig &config = std::get<SeenConfig>(read).config;
        NamespaceChange change;
        if (values.lines[0] != config.info.description)
            change.description = values.lines[0];
        if (values.lines[1] != config.info.ownerEmail)
            change.ownerEmail = values.lines[1];
        return std::make_unique<NamespaceLever>(
            target.act, config, change,
            Text::tr(
                "Everybody who may read the namespace reads this of it. Nothing that runs in it changes."));
    }
};

QStringList DescribeKind::missing(const Seen &seen, const QStringList &lines) const
{
    const QStringList before = initial(seen);
    if (lines.size() != before.size() || lines == before)
        return {Text::tr("another description or owner than it has")};
    QStringList words;
    // The server takes an empty text for none, and leaves what was (1.32.1).
    if (lines[0].trimmed().isEmpty() && !before[0].isEmpty())
        words << Text::tr("a description (the server can't empty it)");
    if (lines[1].trimmed().isEmpty() && !before[1].isEmpty())
        words << Text::tr("an owner (the server can't empty it)");
    return words;
}

} // namespace

const NamespaceLeverKind &describeKind()
{
    static const DescribeKind kind;
    return kind;
}

} // namespace signalbox
