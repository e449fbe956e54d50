// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartsaver.h"

#include "models/base/explain.h"
#include "ui/queue/seriesfile.h"

#include <QBuffer>
#include <QFileDialog>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A queue may be called anything.
QString fileNameOf(const QueueKey &key, const QString &suffix)
{
    QString name = key.queue.left(80);
    for (QChar &c : name)
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_' && c != u'.')
            c = u'-';
    return name + u'.' + suffix;
}

} // namespace

ChartSaver::ChartSaver(QueueKey key, Reader reader, QWidget *window)
    : QObject(window)
    , m_key(std::move(key))
    , m_reader(std::move(reader))
    , m_window(*window)
{
}

ChartSaver::~ChartSaver() = default;

void ChartSaver::saveData(const SavedSpan &span)
{
    askWhere(tr("Save every look"), u"csv"_s, [this, span](const QString &path) {
        m_reader(span).deliver(this, [this, path, from = span.from](const Result<PastSpan> &came) {
            if (const auto error = came ? came->unread : std::optional(came.error())) // no half a file
                return Q_EMIT finished(tr("Nothing was saved: %1").arg(explain(*error).sentence()));
            write(path, [series = came->series, from] { return seriesfile::csvOf(series, from); });
        });
    });
}

void ChartSaver::savePicture(const QImage &picture)
{
    askWhere(tr("Save the picture"), u"png"_s, [this, picture](const QString &path) {
        write(path, [picture] {
            QBuffer bytes;
            picture.save(&bytes, "PNG");
            return bytes.data();
        });
    });
}

void ChartSaver::askWhere(const QString &title, const QString &suffix,
                          std::function<void(const QString &)> then)
{
    auto *dialog = new QFileDialog(&m_window, title, {}, u"*."_s + suffix);
    dialog->setObjectName(u"saveChartDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(fileNameOf(m_key, suffix));
    connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
    dialog->open();
}

void ChartSaver::write(const QString &path, std::function<QByteArray()> bytes)
{
    const ReplyPromise<bool> promise;
    promise.reply().deliver(this, [this, path](const Result<bool> &written) {
        Q_EMIT finished(written ? tr("Saved as %1.").arg(path)
                                : tr("%1 was not saved: %2.").arg(path, written.error().detail));
    });
    m_writer.start([promise, path, bytes = std::move(bytes)] {
        promise.finish(seriesfile::write(path, bytes()).map([] { return true; }));
    });
}

} // namespace signalbox
