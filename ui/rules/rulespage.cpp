// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rulespage.h"

#include "models/base/explain.h"
#include "ui/rules/ruleform.h"
#include "ui/rules/rulepreviewpane.h"
#include "ui/state/uistate.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keepsplitter.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/toolbuttons.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Pixels at 100 %; the last column takes the rest.
constexpr std::array columnWidths{160, 230, 80, 76, 80, 160};

QPushButton *makeButton(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    return button;
}

} // namespace

RulesPage::RulesPage(OwnRules &rules, const Past &past, const Clock &clock, UiState &state, QWidget *parent)
    : Page(parent)
    , m_rules(rules)
    , m_file(rules.path())
    , m_list(new RuleListModel(this))
    , m_table(new TableView(u"ruleTable"_s, tr("Rules"), this))
    , m_form(new RuleForm(this))
    , m_preview(new RulePreviewPane(past, clock, this))
    , m_outcome(new PlainLabel(this))
    , m_save(makeButton(u"ruleSave"_s, tr("Save beside the profile"), this))
    , m_copy(makeButton(u"ruleCopy"_s, tr("Copy as TOML"), this))
    , m_takeBack(makeButton(u"ruleTakeBack"_s, tr("Take back what was typed"), this))
    , m_undo(makeButton(u"ruleUndo"_s, tr("Undo the save"), this))
    , m_contents(rules.contents())
{
    setObjectName(u"rulesPage"_s);
    arrange(state);
    addShortcuts();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RulesPage::choose);
    // Not as the form's focus proxy: Tab would begin there, past the fields before it.
    auto *threshold = m_form->findChild<QWidget *>(u"rule.threshold"_s);
    connect(m_table, &QAbstractItemView::activated, threshold,
            [threshold] { threshold->setFocus(Qt::OtherFocusReason); });
    connect(m_form, &RuleForm::edited, this, &RulesPage::edit);
    connect(m_save, &QPushButton::clicked, this, &RulesPage::save);
    connect(m_copy, &QPushButton::clicked, this, &RulesPage::copyToml);
    connect(m_takeBack, &QPushButton::clicked, this, &RulesPage::takeBack);
    connect(m_undo, &QPushButton::clicked, this, &RulesPage::undo);
    connect(&m_rules, &OwnRules::changed, this, [this] {
        m_contents = m_rules.contents(); // what was typed before was made from another file
        if (isVisible())
            showRules();
    });
    m_list->setRules(listRules(m_rules.runbook()));
}

RulesPage::~RulesPage() = default;

void RulesPage::arrange(UiState &state)
{
    auto *heading = new PlainLabel(title(), this);
    heading->setSize(PlainLabel::Size::Heading);
    m_outcome->setObjectName(u"ruleOutcome"_s);
    m_outcome->setWordWrap(true);
    m_outcome->setSelectable(true);
    m_outcome->setVisible(false);
    m_table->setModel(m_list);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (std::size_t i = 0; i < columnWidths.size(); ++i)
        m_table->horizontalHeader()->resizeSection(static_cast<int>(i),
                                                   metrics::scaled(columnWidths[i], fontMetrics()));
    m_table->keepColumns(state, u"rules/columns"_s);
    auto *below = new QWidget(this);
    QVBoxLayout &scrolled = (new PageScroll(*below))->column();
    scrolled.setContentsMargins(0, 0, 0, 0);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(24);
    sides->addWidget(m_form, 3);
    sides->addWidget(m_preview, 2);
    scrolled.addLayout(sides);
    scrolled.addStretch(1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"rulesSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    keepSplitter(*splitter, state);
    markPane(*m_table);
    markPane(*m_form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(heading);
    column->addWidget(splitter, 1);
    column->addWidget(m_outcome);
    column->addWidget(makeButtons());
}

QWidget *RulesPage::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *layout = new FlowLayout(bar);
    for (QPushButton *button : {m_save, m_copy, m_takeBack})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(m_undo);
    m_undo->setVisible(false);
    return bar;
}

void RulesPage::addShortcuts()
{
    auto *keep = new QShortcut(QKeySequence::Save, this);
    keep->setWhatsThis(tr("Save the rule beside the profile"));
    keep->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keep, &QShortcut::activated, this, &RulesPage::save);
}

QString RulesPage::title() const
{
    return tr("Rules");
}

void RulesPage::setPlace(const Place &place)
{
    if (place.rule.isEmpty())
        return;
    m_wanted = place.rule;
    if (const int row = m_list->rowOf(m_wanted); row >= 0)
        m_table->selectRow(row);
}

void RulesPage::setActive(bool active)
{
    if (!active)
        return m_preview->stop();
    read();
    if (!chosen() && m_list->rowCount() > 0)
        m_table->selectRow(std::max(m_list->rowOf(m_wanted), 0));
    check();
}

void RulesPage::refresh()
{
    read();
    check();
}

void RulesPage::focusFilter()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

/// Somebody may have written it by hand.
void RulesPage::read()
{
    if (m_file.path().isEmpty() || m_isWriting)
        return;
    m_file.read().deliver(this, [this](const Result<RulesFile::Contents> &contents) {
        if (contents)
            take(*contents);
        else
            say(explain(contents.error()).sentence(), true);
    });
}

/// After a save that was refused: who was told so goes on from what the file holds now.
void RulesPage::readAgain(const QString &of)
{
    m_file.read().deliver(this, [this, of](const Result<RulesFile::Contents> &contents) {
        if (!contents)
            return say(explain(contents.error()).sentence(), true);
        if (const auto typed = m_drafts.find(of); typed != m_drafts.end())
            typed->second.from = *contents;
        take(*contents);
    });
}

/// What was made from the file as it was before something was done here is as good afterwards.
void RulesPage::goOn(const RulesFile::Expected &before, const RulesFile::Expected &after)
{
    for (auto &[id, typed] : m_drafts)
        if (typed.from == before)
            typed.from = after;
}

void RulesPage::take(const RulesFile::Contents &contents)
{
    m_contents = contents;
    if (const Done taken = m_rules.take(contents); !taken)
        say(tr("No console will start with this: %1").arg(explain(taken.error()).sentence()), true);
    showRules();
}

void RulesPage::showRules()
{
    const QString wanted = m_wanted.isEmpty() ? m_chosen : m_wanted; // rows that move choose again
    m_list->setRules(listRules(m_rules.runbook()));
    m_table->selectRow(std::max(m_list->rowOf(wanted), 0)); // the one that was chosen may be none any more
    choose();
}

const ListedRule *RulesPage::chosen() const
{
    const int row = m_list->rowOf(m_chosen);
    return row < 0 ? nullptr : &m_list->rule(row);
}

void RulesPage::choose()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_wanted.clear();
    const ListedRule &listed = m_list->rule(rows.front().row());
    m_chosen = listed.rule.rule.id;
    const auto edited = m_drafts.find(m_chosen);
    m_form->setDraft(edited != m_drafts.end() ? edited->second.draft : draftOf(listed.rule));
    check();
    Q_EMIT placeChanged();
}

void RulesPage::edit()
{
    const ListedRule *const listed = chosen();
    if (!listed)
        return;
    if (const RuleDraft draft = m_form->draft(); draft == draftOf(listed->rule))
        m_drafts.erase(m_chosen);
    else
        m_drafts.try_emplace(m_chosen, Typed{draft, m_contents}).first->second.draft = draft;
    check();
}

void RulesPage::takeBack()
{
    m_drafts.erase(m_chosen);
    choose();
}

/// What is typed, by the reader; what it would have done, once it is right.
void RulesPage::check()
{
    m_reading = readDraft(m_form->draft());
    m_form->setFaults(m_reading.faults);
    offer();
    if (!isVisible())
        return;
    if (!m_reading.rule)
        return m_preview->showNone(tr("It is no rule yet."));
    if (!m_reading.rule->enabled)
        return m_preview->showNone(tr("It is off, so it would have fired nowhere."));
    Runbook tried = m_rules.runbook();
    if (const Done taken = tried.override("version = 1\n" + tomlOf(m_form->draft()).toUtf8(), {}); !taken)
        return m_preview->showNone(explain(taken.error()).sentence());
    m_preview->lookSoon(tried, *m_reading.rule);
}

QString RulesPage::whyNotSaved() const
{
    if (m_file.path().isEmpty())
        return tr("This profile stands in no file, so nothing can be saved beside it.");
    if (m_isWriting)
        return tr("It is being written.");
    if (!m_reading.rule)
        return m_reading.faults.empty() ? tr("No rule is chosen.") : tr("It is no rule yet.");
    if (const QString &id = m_reading.rule->rule.id; id != m_chosen && isTaken(id))
        return m_list->rowOf(id) >= 0
                   ? tr("There is a rule %1 already: choose it to change it.").arg(id)
                   : tr("There is a rule %1 already, which others keep from holding anywhere.").arg(id);
    return isEdited() ? QString() : tr("It is as it holds: change something first.");
}

/// By a rule of the runbook, of the file, or one that is listed as it follows another.
bool RulesPage::isTaken(const QString &id) const
{
    const auto &all = m_rules.runbook().allRules();
    return m_list->rowOf(id) >= 0 ||
           std::any_of(all.begin(), all.end(), [&id](const Runbook::Rule &one) { return one.rule.id == id; });
}

void RulesPage::offer()
{
    const QString whyNot = whyNotSaved();
    m_save->setEnabled(whyNot.isEmpty());
    setPlainToolTip(*m_save, whyNot.isEmpty() ? tr("In %1").arg(m_file.path()) : whyNot);
    m_copy->setEnabled(m_reading.rule.has_value());
    m_takeBack->setEnabled(isEdited());
    m_undo->setVisible(m_change.has_value());
    m_undo->setEnabled(!m_isWriting);
}

void RulesPage::copyToml()
{
    QApplication::clipboard()->setText(tomlOf(m_form->draft()));
    Q_EMIT notice(tr("The rule was copied as TOML, as it goes into a runbook."));
}

void RulesPage::save()
{
    if (const QString whyNot = whyNotSaved(); !whyNot.isEmpty())
        return say(whyNot, true);
    m_isWriting = true;
    offer();
    const Typed &typed = m_drafts.at(m_chosen);
    m_file.save(*m_reading.rule, typed.from)
        .deliver(this, [this, saving = Saving{m_chosen, m_reading.rule->rule.id, typed.draft}](
                           const Result<RulesFile::Change> &change) { saved(saving, change); });
}

/// What was typed is kept where that failed, and what was typed meanwhile in any case.
void RulesPage::saved(const Saving &saving, const Result<RulesFile::Change> &change)
{
    m_isWriting = false;
    if (!change && change.error().kind == ErrorKind::LostRace) {
        say(tr("Nothing was saved: %1. It has been read again, and what you typed is kept: save it once "
               "more to put it there.")
                .arg(change.error().detail),
            true);
        readAgain(saving.of);
        return offer();
    }
    if (!change) {
        say(tr("Nothing was saved: %1").arg(explain(change.error()).sentence()), true);
        return offer();
    }
    m_change = *change;
    goOn(change->before, change->after);
    if (const auto typed = m_drafts.find(saving.of);
        typed != m_drafts.end() && typed->second.draft == saving.draft) {
        m_drafts.erase(typed);
        if (m_chosen == saving.of)
            m_wanted = saving.id;
    }
    const QString saved = tr("Saved in %1. It holds from now on, and within a minute in other consoles and "
                             "“signalbox watch” of this profile.");
    say(saved.arg(m_file.path()), false);
    take(change->after);
}

void RulesPage::undo()
{
    if (!m_change || m_isWriting)
        return;
    m_isWriting = true;
    offer();
    m_file.undo(*m_change).deliver(this,
                                   [this](const Result<RulesFile::Contents> &contents) { undone(contents); });
}

void RulesPage::undone(const Result<RulesFile::Contents> &contents)
{
    m_isWriting = false;
    if (!contents) {
        say(tr("The save was not undone: %1").arg(explain(contents.error()).sentence()), true);
        return offer();
    }
    goOn(m_change->after, *contents);
    m_change.reset();
    say(*contents ? tr("%1 is as it was before the save, and so are the rules.").arg(m_file.path())
                  : tr("%1 is gone, as before the save, and the rules are as they were.").arg(m_file.path()),
        false);
    take(*contents);
}

void RulesPage::say(const QString &outcome, bool isFailure)
{
    m_outcome->setTone(isFailure ? PlainLabel::Tone::Danger : PlainLabel::Tone::Normal);
    m_outcome->setText(outcome);
    m_outcome->setVisible(true);
}

} // namespace signalbox
