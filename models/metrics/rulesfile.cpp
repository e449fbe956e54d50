// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/rulesfile.h"

#include "models/base/text.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDocuments = 1000;

tl::unexpected<Error> faultAt(const QString &fileName, const YAML::Mark &mark, const QString &what)
{
    return fail(ErrorKind::Configuration, u"%1:%2: %3"_s.arg(fileName, QString::number(mark.line + 1), what));
}

QString textOf(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

Result<PrometheusRule> ruleOf(const YAML::Node &node, const QString &fileName)
{
    if (!node.IsMap())
        return faultAt(fileName, node.Mark(), Text::tr("a rule is a mapping"));
    PrometheusRule rule;
    rule.isRecording = static_cast<bool>(node["record"]);
    rule.name = textOf(node[rule.isRecording ? "record" : "alert"]);
    rule.expression = textOf(node["expr"]);
    rule.line = node.Mark().line + 1;
    if (rule.name.isEmpty() || rule.expression.isEmpty())
        return faultAt(fileName, node.Mark(), Text::tr("a rule has alert or record, and expr"));
    return rule;
}

Result<std::vector<PrometheusRule>> rulesOf(const YAML::Node &root, const QString &fileName)
{
    const YAML::Node file = root.IsMap() && root["spec"] ? root["spec"] : root;
    const YAML::Node groups = file.IsMap() ? file["groups"] : YAML::Node();
    if (!groups || !groups.IsSequence())
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: it has no groups: this is no rules file of Prometheus").arg(fileName));
    std::vector<PrometheusRule> rules;
    for (const YAML::Node &group : groups) {
        const YAML::Node members = group.IsMap() ? group["rules"] : YAML::Node();
        if (!members || !members.IsSequence())
            return faultAt(fileName, group.Mark(), Text::tr("a group has rules, a list"));
        for (const YAML::Node &node : members) {
            auto rule = ruleOf(node, fileName);
            if (!rule)
                return tl::unexpected(rule.error());
            rules.push_back(std::move(*rule));
        }
    }
    return rules;
}

/// Of all its documents; an empty one is none. They are not moved about: assigning a node changes the one
/// that stood there.
Result<std::vector<PrometheusRule>> allRulesOf(const std::vector<YAML::Node> &documents,
                                               const QString &fileName)
{
    const auto isEmpty = [](const YAML::Node &document) { return document.IsNull(); };
    if (std::all_of(documents.begin(), documents.end(), isEmpty))
        return rulesOf(YAML::Node(), fileName);
    std::vector<PrometheusRule> all;
    for (const YAML::Node &document : documents) {
        if (isEmpty(document))
            continue;
        auto rules = rulesOf(document, fileName);
        if (!rules)
            return rules;
        all.insert(all.end(), rules->begin(), rules->end());
    }
    return all;
}

/// What a document holds is not looked at.
class Documents : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark &, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t, const std::string &) override {}
    void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                         YAML::EmitterStyle::value) override
    {
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                    YAML::EmitterStyle::value) override
    {
    }
    void OnMapEnd() override {}
};

/// yaml-cpp 0.7 finds no end of some faulty texts, and LoadAll() fills the memory with empty documents.
bool hasAnEnd(const std::string &yaml)
{
    std::istringstream stream(yaml);
    YAML::Parser parser(stream);
    Documents documents;
    int count = 0;
    while (parser.HandleNextDocument(documents))
        if (++count > mostDocuments)
            return false;
    return true;
}

} // namespace

Result<std::vector<PrometheusRule>> readPrometheusRules(const QByteArray &yaml, const QString &fileName)
{
    try {
        const std::string text = yaml.toStdString();
        if (!hasAnEnd(text))
            return faultAt(fileName, YAML::Mark(),
                           Text::tr("it has more than %1 documents").arg(mostDocuments));
        return allRulesOf(YAML::LoadAll(text), fileName);
    } catch (const YAML::Exception &exception) {
        return faultAt(fileName, exception.mark, QString::fromStdString(exception.msg));
    }
}

} // namespace signalbox
