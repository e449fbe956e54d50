// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/ownrules.h"
#include "models/alerts/rulelist.h"
#include "models/policy/ruledraft.h"
#include "ui/widgets/page.h"

class QPushButton;

namespace signalbox {

class Clock;
class Past;
class PlainLabel;
class RuleForm;
class RulePreviewPane;
class TableView;
class UiState;

/// The rules that hold, and a copy of one to change: checked as it is typed, tried on what the store
/// remembers, copied as TOML or saved beside the profile, from when on it holds. What was typed stays with
/// its rule until it is saved or taken back. Owner thread.
class RulesPage final : public Page
{
    Q_OBJECT

public:
    RulesPage(OwnRules &rules, const Past &past, const Clock &clock, UiState &state,
              QWidget *parent = nullptr);
    ~RulesPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::rules(m_chosen); }
    void setPlace(const Place &place) override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;

private:
    /// A rule as it was typed, and the file that it was made from.
    struct Typed
    {
        RuleDraft draft;
        RulesFile::Expected from;
    };
    struct Saving
    {
        QString of; ///< the rule that was chosen, by its id
        QString id; ///< under which it is saved
        RuleDraft draft;
    };

    void arrange(UiState &state);
    [[nodiscard]] QWidget *makeButtons();
    void addShortcuts();
    void read();
    void readAgain(const QString &of);
    void take(const RulesFile::Contents &contents);
    void showRules();
    void goOn(const RulesFile::Expected &before, const RulesFile::Expected &after);
    void choose();
    void edit();
    void takeBack();
    void check();
    void offer();
    void copyToml();
    void save();
    void saved(const Saving &saving, const Result<RulesFile::Change> &change);
    void undo();
    void undone(const Result<RulesFile::Contents> &contents);
    void say(const QString &outcome, bool isFailure);
    [[nodiscard]] const ListedRule *chosen() const;
    [[nodiscard]] bool isEdited() const { return m_drafts.contains(m_chosen); }
    [[nodiscard]] QString whyNotSaved() const; ///< empty: it can be
    [[nodiscard]] bool isTaken(const QString &id) const;

    OwnRules &m_rules;
    RulesFile m_file;
    RuleListModel *m_list;
    TableView *m_table;
    RuleForm *m_form;
    RulePreviewPane *m_preview;
    PlainLabel *m_outcome;
    QPushButton *m_save;
    QPushButton *m_copy;
    QPushButton *m_takeBack;
    QPushButton *m_undo;
    QString m_chosen;                          ///< its id
    QString m_wanted;                          ///< to be chosen once it is listed
    std::map<QString, Typed> m_drafts;         ///< that were edited, by the id of their rule
    RulesFile::Expected m_contents;            ///< as they were read last
    DraftReading m_reading;                    ///< of what is typed
    std::optional<RulesFile::Change> m_change; ///< that can be undone
    bool m_isWriting = false;
};

} // namespace signalbox
