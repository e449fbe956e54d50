// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/resultinput.h"

#include "models/base/format.h"
#include "models/interventions/resultvalidator.h"
#include "ui/interventions/resultedit.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int editorHeight = 108; // five lines at 100 %

} // namespace

ResultInput::ResultInput(QWidget *parent)
    : QWidget(parent)
    , m_edit(new ResultEdit(this))
    , m_load(new QPushButton(tr("Load from file…"), this))
    , m_startOver(new QPushButton(tr("Clear"), this))
    , m_verdict(new PlainLabel(this))
{
    m_edit->setObjectName(u"result"_s);
    m_edit->setAccessibleName(tr("Result as JSON"));
    m_edit->setFont(monospaced(font()));
    m_edit->setPlaceholderText(u"{}"_s);
    m_edit->setFixedHeight(metrics::scaled(editorHeight, fontMetrics()));
    m_load->setObjectName(u"loadResult"_s);
    m_load->setAccessibleName(tr("Load the result from a file"));
    m_load->setAutoDefault(false);
    m_startOver->setObjectName(u"clearResult"_s);
    m_startOver->setAutoDefault(false);
    m_verdict->setObjectName(u"resultVerdict"_s);
    m_verdict->setWordWrap(true);

    auto *below = new QHBoxLayout;
    below->addWidget(m_verdict, 1);
    below->addWidget(m_startOver);
    below->addWidget(m_load);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addLayout(below);
    setFocusProxy(m_edit);

    connect(m_edit, &QPlainTextEdit::textChanged, this, &ResultInput::edited);
    connect(m_edit, &ResultEdit::pasteRefused, this, [this](const QString &why) { say(why, true); });
    connect(m_load, &QPushButton::clicked, this, &ResultInput::chooseFile);
    connect(m_startOver, &QPushButton::clicked, this, &ResultInput::clearOrTakeBack);
    edited();
}

QByteArray ResultInput::bytes() const
{
    return m_edit->bytes();
}

void ResultInput::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_edit->setLocked(readOnly);
    m_load->setEnabled(!readOnly);
    showClear();
}

void ResultInput::clearOrTakeBack()
{
    if (std::exchange(m_wasCleared, !m_wasCleared))
        m_edit->takeBack();
    else
        m_edit->startOver();
    showClear();
}

void ResultInput::showClear()
{
    m_startOver->setText(m_wasCleared ? tr("Undo clear") : tr("Clear"));
    m_startOver->setAccessibleName(m_wasCleared ? tr("Bring the cleared result back")
                                                : tr("Clear the result"));
    m_startOver->setEnabled(!m_isReadOnly && (m_wasCleared || !bytes().isEmpty()));
}

void ResultInput::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Load the result"), {}, tr("JSON (*.json);;All files (*)"));
    dialog->setObjectName(u"loadResultDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ResultInput::load);
    dialog->open();
}

void ResultInput::load(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("%1 was not loaded: %2.").arg(name, file.errorString()), true);
        return;
    }
    const QByteArray bytes = file.read(maxResultBytes + 1);
    if (file.error() != QFileDevice::NoError) {
        say(tr("%1 was not loaded: %2.").arg(name, file.errorString()), true);
        return;
    }
    if (bytes.size() > maxResultBytes) {
        say(tr("%1 was not loaded: it is larger than the 2 MiB the server takes.").arg(name), true);
        return;
    }
    m_edit->setBytes(bytes);
    m_fileName = name;
    edited();
}

void ResultInput::edited()
{
    if (m_edit->document()->isModified())
        m_fileName.clear();
    const QByteArray json = bytes();
    const Done verdict = checkResult(json);
    m_isValid = verdict.has_value();
    m_wasCleared = m_wasCleared && json.isEmpty();
    showClear();
    const QString size = tr("Valid JSON, %1 bytes").arg(formatCount(json.size()));
    if (json.isEmpty())
        say(tr("One JSON value, sent byte for byte as it stands here."), false);
    else if (!verdict)
        say(verdict.error().detail, true);
    else
        say(m_fileName.isEmpty() ? size : tr("%1, exactly as in %2").arg(size, m_fileName), false);
    Q_EMIT changed();
}

void ResultInput::say(const QString &sentence, bool isComplaint)
{
    m_verdict->setTone(isComplaint ? PlainLabel::Tone::Danger : PlainLabel::Tone::Secondary);
    m_verdict->setText(sentence);
}

} // namespace signalbox
