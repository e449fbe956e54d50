// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartsaver.h"

#include "models/base/explain.h"
#include "ui/queue/seriesfile.h"
#include "ui/widgets/filesaver.h"

#include <QBuffer>
#include <QWidget>

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
    , m_files(new FileSaver(window))
{
    connect(m_files, &FileSaver::finished, this, &ChartSaver::finished);
}

void ChartSaver::saveData(const SavedSpan &span)
{
    m_files->ask(tr("Save every look"), fileNameOf(m_key, u"csv"_s), [this, span](const QString &path) {
        m_reader(span).deliver(this, [this, path, from = span.from](const Result<PastSpan> &came) {
            if (const auto error = came ? came->unread : std::optional(came.error())) // no half a file
                return Q_EMIT finished(tr("Nothing was saved: %1").arg(explain(*error).sentence()));
            m_files->write(path, [series = came->series, from] { return seriesfile::csvOf(series, from); });
        });
    });
}

void ChartSaver::savePicture(const QImage &picture)
{
    m_files->ask(tr("Save the picture"), fileNameOf(m_key, u"png"_s), [this, picture](const QString &path) {
        m_files->write(path, [picture] {
            QBuffer bytes;
            picture.save(&bytes, "PNG");
            return bytes.data();
        });
    });
}

} // namespace signalbox
