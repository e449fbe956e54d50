// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filesaver.h"

#include "models/base/reply.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

Result<bool> writeAll(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Internal, file.errorString());
    return true;
}

} // namespace

FileSaver::FileSaver(QWidget *window)
    : QObject(window)
    , m_window(*window)
{
}

FileSaver::~FileSaver() = default;

void FileSaver::ask(const QString &title, const QString &fileName, std::function<void(const QString &)> then)
{
    const QString suffix = QFileInfo(fileName).suffix();
    auto *dialog = new QFileDialog(&m_window, title, {}, u"*."_s + suffix);
    dialog->setObjectName(u"saveChartDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(fileName);
    connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
    dialog->open();
}

void FileSaver::write(const QString &path, std::function<QByteArray()> bytes)
{
    const ReplyPromise<bool> promise;
    promise.reply().deliver(this, [this, path](const Result<bool> &written) {
        Q_EMIT finished(written ? tr("Saved as %1.").arg(path)
                                : tr("%1 was not saved: %2.").arg(path, written.error().detail));
    });
    m_writer.start([promise, path, bytes = std::move(bytes)] { promise.finish(writeAll(path, bytes())); });
}

} // namespace signalbox
