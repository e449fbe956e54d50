// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/target.h"

#include <QDialog>
#include <QPointer>

#include <memory>

class QBoxLayout;
class QPushButton;
class QScrollArea;
class QTimer;

namespace signalbox {

class ActingButton;
class Client;
class Clock;
class Desk;
class ErrorPanel;
class ExportFirst;
class FactGrid;
class Intervention;
class InterventionForm;
class Lever;
class LeverKind;
class NoteBox;
class PlainLabel;
class ReceiptPanel;
class SentCommand;
class SignInPanel;
class StepLine;
class TargetReading;
class ValueReader;
struct Place;
struct Profile;
struct Receipt;

/// One pull of one lever, from what is about to happen to the receipt. Reads the run when it opens and every
/// 10 s until it is pulled, and shows what changed. Nothing typed is lost until it closes. It never sends:
/// the Desk's Intervention does, and goes on after Sent even when the dialog is gone; before Sent, closing
/// gives up. It asks before what was typed is thrown away. Not modal: the page beneath is read and copied
/// from meanwhile. UI thread.
class InterventionDialog final : public QDialog
{
    Q_OBJECT

public:
    InterventionDialog(Client &client, Desk &desk, const Profile &profile, const Clock &clock,
                       InterventionTarget target, QWidget *parent);
    ~InterventionDialog() override;

    void reject() override;
    [[nodiscard]] const InterventionTarget &target() const { return m_target; }
    /// Typed and not sent, so that reject() asks.
    [[nodiscard]] bool holdsText() const;

    /// Pulled here: from the click until the Desk has told of its end; else null.
    [[nodiscard]] const Intervention *intervention() const;

Q_SIGNALS:
    /// Asked for in the receipt; the dialog is closed by then.
    void intervene(const signalbox::InterventionTarget &next);
    void go(const signalbox::Place &place);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildBody(QBoxLayout &body, Client &client);
    void buildFooter(QBoxLayout &footer);

    void showReadingError();
    void tick();
    void pull();
    void finish();
    void tryAgain();
    void bringBack();
    void openNewRun();

    [[nodiscard]] bool isEditing() const { return !m_intervention && !m_receipt; }
    [[nodiscard]] QString blocker() const;   ///< why it can't be pulled now; empty if it can
    [[nodiscard]] QString exporting() const; ///< that it would outrun an export; empty: it would not
    void showFacts();
    void followState();
    void showState();
    void showReading();
    void showButtons();
    void showLever(const Lever &lever);
    void grow();
    void growTo(QWidget *widget);

    Desk &m_desk;
    const Profile &m_profile;
    const Clock &m_clock;
    const InterventionTarget m_target;
    const LeverKind &m_kind;

    TargetReading *m_reading;
    ValueReader *m_values;
    QPointer<Intervention> m_intervention;
    std::unique_ptr<Receipt> m_receipt;

    FactGrid *m_facts = nullptr;
    NoteBox *m_consequence = nullptr;
    ExportFirst *m_exportFirst = nullptr;
    ErrorPanel *m_readError = nullptr;
    InterventionForm *m_form = nullptr;
    SentCommand *m_command = nullptr;
    StepLine *m_steps = nullptr;
    SignInPanel *m_signIn = nullptr;
    ReceiptPanel *m_receiptPanel = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_needed = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_again = nullptr;
    ActingButton *m_act = nullptr;
    QScrollArea *m_scroll = nullptr;
    QTimer *m_timer;
};

} // namespace signalbox
