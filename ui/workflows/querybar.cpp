// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/querybar.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/monitor/watch.h"
#include "models/workflows/runfinder.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/queuequery.h"
#include "ui/widgets/toolbuttons.h"
#include "ui/workflows/queryedit.h"
#include "ui/workflows/quickfilters.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype menuTextLength = 120;
constexpr int widestNamespace = 36; // in average characters; the list that opens shows more

/// A menu takes '&' for a mnemonic.
QString menuText(const QString &text)
{
    return displayText(text, menuTextLength).replace(u'&', u"&&"_s);
}

} // namespace

QueryBar::QueryBar(Watch &watch, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_clock(clock)
    , m_namespaces(new QComboBox(this))
    , m_edit(new QueryEdit(this))
    , m_run(new QPushButton(tr("Run"), this))
    , m_history(new QPushButton(tr("History"), this))
    , m_historyMenu(new QMenu(this))
    , m_error(new PlainLabel(this))
{
    auto *title = new PlainLabel(tr("Workflows"), this);
    title->setSize(PlainLabel::Size::Heading);
    m_namespaces->setObjectName(u"namespace"_s);
    m_namespaces->setAccessibleName(tr("Namespace"));
    m_namespaces->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_namespaces->setMaximumWidth(fontMetrics().averageCharWidth() * widestNamespace);
    m_edit->setObjectName(u"query"_s);
    m_edit->setAccessibleName(tr("Query"));
    m_edit->setPlaceholderText(tr("every workflow; or a query, an id or its beginning, a Web UI address"));
    m_edit->setText(runningQuery());
    m_run->setObjectName(u"runQuery"_s);
    m_run->setAccessibleName(tr("Run the query"));
    m_history->setObjectName(u"queryHistory"_s);
    m_history->setAccessibleName(tr("Queries of this session"));
    m_history->setMenu(m_historyMenu);
    m_error->setObjectName(u"queryError"_s);
    m_error->setTone(PlainLabel::Tone::Danger);
    m_error->setWordWrap(true);
    m_error->setSelectable(true);
    m_error->setVisible(false);

    auto *top = new FlowLayout;
    top->addWidget(title);
    top->addSpacing(8);
    top->addWidget(m_namespaces);
    top->addSpacing(8);
    buildFilters(*top);
    top->addSpacing(8);
    buildRanges(*top);
    top->addSpacing(8);
    buildArchive(*top);
    auto *text = new QHBoxLayout;
    text->addWidget(m_edit, 1);
    text->addWidget(m_run);
    text->addWidget(m_history);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(text);
    layout->addWidget(m_error);

    connect(m_edit, &QLineEdit::returnPressed, this, &QueryBar::runTyped);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { m_error->setVisible(false); });
    connect(m_run, &QPushButton::clicked, this, &QueryBar::runTyped);
    connect(m_namespaces, &QComboBox::currentIndexChanged, this, &QueryBar::showArchive);
    connect(m_namespaces, &QComboBox::activated, this, &QueryBar::run);
    connect(m_historyMenu, &QMenu::aboutToShow, this, &QueryBar::showHistory);
    connect(&m_watch, &Watch::listed, this, &QueryBar::updateNamespaces);
    updateNamespaces();
    showArchive();
    markFilter();
}

void QueryBar::buildFilters(FlowLayout &row)
{
    QWidget *before = m_namespaces;
    for (const QuickFilter &filter : quickFilters()) {
        QToolButton *button = makeToolButton(u"filter."_s + filter.name, filter.label, filter.toolTip, this);
        setPlainToolTip(*button, filter.toolTip);
        button->setCheckable(true);
        setTabOrder(before, button);
        before = button;
        row.addWidget(button);
        connect(button, &QToolButton::clicked, this,
                [this, query = filter.query] { apply(query(m_clock.utc())); });
    }
}

void QueryBar::buildRanges(FlowLayout &row)
{
    auto *label = new PlainLabel(tr("last"), this);
    label->setTone(PlainLabel::Tone::Secondary);
    row.addWidget(label);
    QWidget *before = findChild<QToolButton *>(u"filter."_s + quickFilters().back().name);
    for (const TimeRange &range : timeRanges()) {
        QToolButton *button = makeToolButton(u"since."_s + range.name, range.label, range.toolTip, this);
        setPlainToolTip(*button, range.toolTip);
        button->setCheckable(true);
        setTabOrder(before, button);
        before = button;
        row.addWidget(button);
        connect(button, &QToolButton::clicked, this,
                [this, picked = &range](bool isWanted) { takeRange(*picked, isWanted); });
    }
}

void QueryBar::buildArchive(FlowLayout &row)
{
    m_archive = makeToolButton(u"archive"_s, tr("Archive"), tr("What the namespace's archive holds"), this);
    m_archive->setCheckable(true);
    setTabOrder(findChild<QToolButton *>(u"since."_s + timeRanges().back().name), m_archive);
    setTabOrder(m_archive, m_edit);
    row.addWidget(m_archive);
    connect(m_archive, &QToolButton::clicked, this, &QueryBar::takeSource);
}

/// Nothing that runs is in an archive, and an archive's language is a small part of the server's.
void QueryBar::takeSource()
{
    apply(source() == RunSource::Archive ? QString() : runningQuery());
}

void QueryBar::showArchive()
{
    const auto namespaces = m_watch.namespaces();
    const auto known = std::find_if(namespaces.begin(), namespaces.end(),
                                    [this](const NamespaceSample &one) { return one.info.name == ns(); });
    const bool hasArchive = known != namespaces.end() && known->info.visibilityArchival;
    m_archive->setEnabled(hasArchive);
    m_archive->setChecked(hasArchive && m_archive->isChecked());
    setPlainToolTip(*m_archive, hasArchive
                                    ? tr("Runs that were archived, also those that the server holds no more")
                                    : tr("%1 has no archive that can be searched").arg(displayText(ns())));
}

RunSource QueryBar::source() const
{
    return m_archive->isChecked() ? RunSource::Archive : RunSource::Server;
}

void QueryBar::takeRange(const TimeRange &range, bool isWanted)
{
    const auto sought = soughtIn(query());
    const QString base = sought ? queryOfId(sought->id) : query();
    m_range = isWanted ? range.name : QString();
    m_rangeBegan = formatIso(m_clock.utc() - range.length);
    apply(isWanted ? withRange(base, m_clock.utc() - range.length) : withoutRange(base));
}

QString QueryBar::ns() const
{
    return m_namespaces->currentData().toString();
}

QString QueryBar::query() const
{
    return m_edit->text();
}

void QueryBar::setQuery(const QString &ns, const QString &query, RunSource source)
{
    addNamespace(ns);
    m_namespaces->setCurrentIndex(m_namespaces->findData(ns));
    showArchive();
    m_archive->setChecked(source == RunSource::Archive && m_archive->isEnabled());
    apply(query);
}

void QueryBar::begin(const QString &ns, const QString &query)
{
    m_edit->setText(query);
    m_leftAt = ns;
    m_namespaces->setCurrentIndex(std::max(m_namespaces->findData(ns), 0));
    markFilter();
}

void QueryBar::setError(const QString &serverText, int position)
{
    m_edit->setErrorPosition(serverText.isEmpty() ? -1 : position);
    QString sentence = serverText;
    if (const QString word = m_edit->errorWord(); !word.isEmpty())
        sentence = tr("At “%1”, character %2: %3").arg(word, QString::number(position + 1), serverText);
    else if (position >= 0 && !serverText.isEmpty())
        sentence = tr("At the end of the text: %1").arg(serverText);
    m_error->setTone(PlainLabel::Tone::Danger);
    m_error->setText(sentence);
    m_error->setVisible(!serverText.isEmpty());
}

void QueryBar::say(const QString &sentence)
{
    m_edit->setErrorPosition(-1);
    m_error->setTone(PlainLabel::Tone::Secondary);
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

QStringList QueryBar::readableNamespaces() const
{
    QStringList names;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            names << sample.info.name;
    return names;
}

void QueryBar::offer(const QStringList &namespaces, const QString &query)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"foundIn"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &ns : namespaces)
        menu->addAction(menuText(ns), this, [this, ns, query] { setQuery(ns, query); });
    menu->popup(m_edit->mapToGlobal(m_edit->rect().bottomLeft()));
    menu->setActiveAction(menu->actions().constFirst());
}

void QueryBar::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void QueryBar::updateNamespaces()
{
    const bool wasEmpty = m_namespaces->count() == 0;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            addNamespace(sample.info.name);
    m_namespaces->setEnabled(m_namespaces->count() > 0);
    showArchive();
    if (!wasEmpty || m_namespaces->count() == 0)
        return;
    m_namespaces->setCurrentIndex(std::max(m_namespaces->findData(m_leftAt), 0));
    Q_EMIT namespacesKnown();
}

void QueryBar::addNamespace(const QString &ns)
{
    // Only ever added: a namespace that vanished from the list may still be what the rows are of.
    if (m_namespaces->findData(ns) >= 0)
        return;
    const QSignalBlocker quiet(m_namespaces);
    m_namespaces->addItem(displayText(ns), ns);
    m_namespaces->setEnabled(true);
}

void QueryBar::apply(const QString &query)
{
    m_edit->replaceText(query);
    runTyped();
}

void QueryBar::runTyped()
{
    m_edit->remember(m_edit->text());
    markFilter();
    Q_EMIT run();
}

/// The filter that would have written this very text stands out; one whose time moves on never does.
void QueryBar::markFilter()
{
    for (const QuickFilter &filter : quickFilters())
        findChild<QToolButton *>(u"filter."_s + filter.name)
            ->setChecked(filter.query(m_clock.utc()) == query());
    for (const TimeRange &range : timeRanges())
        findChild<QToolButton *>(u"since."_s + range.name)
            ->setChecked(range.name == m_range && query().contains(m_rangeBegan));
}

void QueryBar::showHistory()
{
    m_historyMenu->clear();
    const QStringList &queries = m_edit->history();
    for (auto query = queries.crbegin(); query != queries.crend(); ++query)
        m_historyMenu->addAction(menuText(*query), this, [this, text = *query] { apply(text); });
    if (queries.isEmpty())
        m_historyMenu->addAction(tr("No query has been run yet"))->setEnabled(false);
}

} // namespace signalbox
