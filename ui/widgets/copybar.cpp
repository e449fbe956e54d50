// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybar.h"

#include "models/base/format.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds showAfter{1};
constexpr Milliseconds showEvery{100};
constexpr int progressWidth = 120; // at 100 %

} // namespace

CopyBar::CopyBar(QAbstractScrollArea &view)
    : QFrame(&view)
    , m_view(view)
    , m_sentence(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(u"copyBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_sentence->setObjectName(u"copied"_s);
    m_progress->setObjectName(u"copyProgress"_s);
    m_progress->setAccessibleName(tr("Rows copied"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(metrics::scaled(progressWidth, fontMetrics()));
    auto *stopping = new QPushButton(tr("Stop"), this);
    stopping->setObjectName(u"stopCopying"_s);
    stopping->setAccessibleName(tr("Stop copying"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_progress);
    layout->addWidget(stopping);
    setVisible(false);

    m_worker.setMaxThreadCount(1);
    connect(stopping, &QPushButton::clicked, this, &CopyBar::stop);
    connect(&m_showing, &QTimer::timeout, this, &CopyBar::showProgress);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &CopyBar::stop);
    view.viewport()->installEventFilter(this);
}

CopyBar::~CopyBar()
{
    stop(); // or the pool would wait for the last row
}

void CopyBar::copy(RowTexts texts)
{
    stop();
    m_job = std::make_shared<Job>();
    m_job->rows = texts.rows;
    const ReplyPromise<QString> promise;
    promise.onCancel([job = m_job] { job->isUnwanted = true; });
    m_worker.start([promise, job = m_job, texts = std::move(texts)] {
        promise.finish(joinedTexts(texts, job->rowsDone, job->isUnwanted));
    });
    m_delivery = promise.reply().deliver(this, [this](Result<QString> text) {
        stop();
        QGuiApplication::clipboard()->setText(*text);
    });
    m_showing.start(showAfter);
}

void CopyBar::stop()
{
    m_delivery.cancel();
    m_job = nullptr;
    m_showing.stop();
    if (isAncestorOf(QApplication::focusWidget()))
        m_view.setFocus();
    setVisible(false);
}

void CopyBar::showProgress()
{
    const std::size_t done = m_job->rowsDone;
    m_sentence->setText(
        tr("%1 of %2 rows copied")
            .arg(formatCount(static_cast<qint64>(done)), formatCount(static_cast<qint64>(m_job->rows))));
    m_progress->setValue(static_cast<int>(100 * done / std::max<std::size_t>(m_job->rows, 1)));
    m_showing.start(showEvery);
    place();
    setVisible(true);
}

void CopyBar::place()
{
    const QRect inside = m_view.viewport()->geometry();
    const int height = sizeHint().height();
    setGeometry(inside.left(), inside.bottom() + 1 - height, inside.width(), height);
    raise();
}

bool CopyBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace signalbox
