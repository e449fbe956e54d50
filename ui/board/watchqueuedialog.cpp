// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/watchqueuedialog.h"

#include "models/base/displaytext.h"
#include "models/profile/queuecheck.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 460; // at 100 %
constexpr qsizetype shownLength = 120;

} // namespace

WatchQueueDialog::WatchQueueDialog(const QStringList &namespaces, const QString &chosen,
                                   std::set<QueueKey> named, QWidget *parent)
    : QDialog(parent)
    , m_named(std::move(named))
    , m_namespace(new QComboBox(this))
    , m_queue(new QLineEdit(this))
    , m_refusal(new PlainLabel(this))
    , m_watch(new QPushButton(tr("Watch it"), this))
{
    setObjectName(u"watchQueueDialog"_s);
    setWindowTitle(tr("Watch a queue"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *heading = new PlainLabel(tr("Watch a queue"), this);
    heading->setSize(PlainLabel::Size::Heading);
    auto *why = new PlainLabel(
        tr("For a queue that nothing tells of: no run, no worker, no profile. It is watched on this machine "
           "until you stop it."),
        this);
    why->setTone(PlainLabel::Tone::Secondary);
    why->setWordWrap(true);
    m_namespace->setObjectName(u"watchNamespace"_s);
    m_namespace->setAccessibleName(tr("Namespace"));
    m_namespace->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_namespace->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const QString &name : namespaces)
        m_namespace->addItem(displayText(name, shownLength), name);
    m_namespace->setCurrentIndex(std::max<int>(0, int(namespaces.indexOf(chosen))));
    m_queue->setObjectName(u"watchQueueName"_s);
    m_queue->setAccessibleName(tr("Queue"));
    m_queue->setPlaceholderText(tr("As its workers name it"));
    m_refusal->setObjectName(u"watchRefusal"_s);
    m_refusal->setTone(PlainLabel::Tone::Danger);
    m_refusal->setWordWrap(true);
    m_watch->setObjectName(u"watchAccept"_s);
    m_watch->setAccessibleName(tr("Watch this queue"));
    m_watch->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"watchCancel"_s);
    cancel->setAccessibleName(cancel->text());
    connect(m_namespace, &QComboBox::currentIndexChanged, this, &WatchQueueDialog::check);
    connect(m_queue, &QLineEdit::textChanged, this, &WatchQueueDialog::check);
    connect(m_watch, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->addRow(tr("Namespace"), m_namespace);
    fields->addRow(tr("Queue"), m_queue);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_watch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(why);
    layout->addLayout(fields);
    layout->addWidget(m_refusal);
    layout->addLayout(buttons);
    resize(metrics::scaled(dialogWidth, fontMetrics()), sizeHint().height());
    m_queue->setFocus();
    check();
}

QueueKey WatchQueueDialog::key() const
{
    return {m_namespace->currentData().toString(), m_queue->text()};
}

/// A name is taken as it is written: to the server a blank is a letter like any other. One that is only
/// blanks, or has one at an end, is more likely a slip.
QString WatchQueueDialog::refusal() const
{
    const QueueKey asked = key();
    if (asked.ns.isEmpty())
        return tr("There is no namespace yet that you may read.");
    if (asked.queue != asked.queue.trimmed())
        return tr("The name begins or ends with a blank.");
    if (const auto why = whyNotWatched(asked.queue))
        return tr("“%1” %2.").arg(displayText(asked.queue, shownLength), *why);
    if (m_named.contains(asked))
        return tr("It is watched already.");
    return {};
}

/// That nothing is written yet is seen without a sentence.
void WatchQueueDialog::check()
{
    const QString why = refusal();
    m_refusal->setText(why);
    m_refusal->setVisible(!why.isEmpty());
    m_watch->setEnabled(why.isEmpty() && !m_queue->text().isEmpty());
}

} // namespace signalbox
